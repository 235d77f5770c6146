using System.Collections.Immutable;
using QXai.Numerics.Random;

namespace QXai.Quantum.Noise;

/// <summary>The readout errors of a register, one per qubit, independent of each other. Immutable, equal by content.</summary>
public sealed class Readout : IEquatable<Readout>
{
    private const int MostTerms = 1 << 20;

    /// <summary>The errors of qubits 0, 1, ...</summary>
    public Readout(params ReadOnlySpan<ReadoutError> errors) => Errors = [.. errors];

    /// <summary>The errors of qubits 0, 1, ...</summary>
    public ImmutableArray<ReadoutError> Errors { get; }

    /// <summary>Whether every qubit is read faithfully.</summary>
    public bool IsPerfect => Errors.All(error => error == default);

    /// <summary>A perfect readout of so many qubits.</summary>
    public static Readout Perfect(int qubits) => new(new ReadoutError[qubits]);

    /// <summary>
    /// The observable whose true expectation is what a measurement of <paramref name="observable"/> shows: every Pauli factor P_q becomes
    /// (1 - a_q - b_q) P_q + (b_q - a_q) I. A string of k factors with unequal errors becomes 2^k; throws <see cref="ArgumentException"/> beyond a million.
    /// </summary>
    public Observable AsMeasured(Observable observable) => Replace(observable, error => (error.Contrast, error.Bias));

    /// <summary>
    /// The observable whose measurement shows the true expectation of <paramref name="observable"/>: the inverse of <see cref="AsMeasured"/>. Throws
    /// <see cref="ArgumentException"/> where a qubit's reading says nothing, a + b = 1.
    /// </summary>
    public Observable Corrected(Observable observable) => Replace(observable, error => error.Contrast == 0
        ? throw new ArgumentException($"Readout: a qubit is read as 1 with probability {error.ZeroReadAsOne} whatever its state, so that no correction exists.")
        : (1 / error.Contrast, -error.Bias / error.Contrast));

    /// <summary>p'_i = sum over j of p(read i | j) p_j, in place, for the 2^n probabilities of n qubits.</summary>
    public void Apply(Span<double> probabilities)
    {
        if (probabilities.Length != 1 << Errors.Length)
        {
            throw new ArgumentException($"Readout: {probabilities.Length} probabilities were given, but {Errors.Length} qubits have {1 << Errors.Length}.");
        }

        for (var qubit = 0; qubit < Errors.Length; qubit++)
        {
            var (bit, a, b) = (1 << (Errors.Length - 1 - qubit), Errors[qubit].ZeroReadAsOne, Errors[qubit].OneReadAsZero);
            for (var i = 0; i < probabilities.Length; i++)
            {
                if ((i & bit) == 0)
                {
                    var (zero, one) = (probabilities[i], probabilities[i | bit]);
                    probabilities[i] = (1 - a) * zero + b * one;
                    probabilities[i | bit] = a * zero + (1 - b) * one;
                }
            }
        }
    }

    /// <summary>What is read where the basis state is <paramref name="state"/>, drawn qubit by qubit; the state itself, and nothing drawn, of a
    /// perfect readout.</summary>
    internal int Read(int state, SeededRandom random)
    {
        var reading = state;
        for (var qubit = 0; qubit < Errors.Length && !IsPerfect; qubit++)
        {
            var bit = 1 << (Errors.Length - 1 - qubit);
            var flips = (state & bit) == 0 ? Errors[qubit].ZeroReadAsOne : Errors[qubit].OneReadAsZero;
            reading ^= random.NextDouble() < flips ? bit : 0;
        }

        return reading;
    }

    /// <inheritdoc/>
    public bool Equals(Readout? other) => other is not null && Errors.AsSpan().SequenceEqual(other.Errors.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Readout);

    /// <inheritdoc/>
    public override int GetHashCode() => Errors.Aggregate(Errors.Length, HashCode.Combine);

    /// <summary>Every factor P_q becomes factor * P_q + shift * I.</summary>
    private Observable Replace(Observable observable, Func<ReadoutError, (double Factor, double Shift)> rule)
    {
        var terms = observable.Terms.ToArray();
        for (var qubit = 0; qubit < Errors.Length && !IsPerfect; qubit++)
        {
            var (bit, (factor, shift)) = (1UL << qubit, rule(Errors[qubit]));
            if ((factor, shift) != (1, 0))
            {
                if (terms.Length > MostTerms)
                {
                    throw new ArgumentException(
                        $"Readout: with the errors of {qubit} of {Errors.Length} qubits, the observable has {terms.Length} Pauli strings already, "
                        + $"but {MostTerms} are the most; shots can be drawn of it.");
                }

                terms = [.. terms.SelectMany(term => (term.Pauli.Support & bit) == 0 ? (PauliTerm[])[term] :
                [
                    new(factor * term.Coefficient, term.Pauli),
                    new(shift * term.Coefficient, new(term.Pauli.X & ~bit, term.Pauli.Z & ~bit)),
                ])];
            }
        }

        return new([.. terms.Where(term => term.Coefficient != 0)]);
    }
}
