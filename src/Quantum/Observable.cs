using System.Collections.Immutable;
using System.Globalization;

namespace QXai.Quantum;

/// <summary>
/// What is measured: a weighted sum of Pauli strings, Q = sum over k of c_k P_k, Hermitian since the c_k are real. Immutable and equal by content; equal
/// strings are merged and the terms keep the order of their first mention. Prints as <c>0.5*Z0 Z1 + X2</c>, which <see cref="Parse"/> reads.
/// </summary>
public sealed partial class Observable : IEquatable<Observable>
{
    /// <summary>The sum of the given terms.</summary>
    public Observable(params ReadOnlySpan<PauliTerm> terms)
    {
        var merged = new OrderedDictionary<PauliString, double>();
        foreach (var (coefficient, pauli) in terms)
        {
            if (!double.IsFinite(coefficient))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture, $"Observable: the coefficient {coefficient} of {pauli} is not a finite number."));
            }

            merged[pauli] = merged.GetValueOrDefault(pauli) + coefficient;
        }

        Terms = [.. merged.Select(pair => new PauliTerm(pair.Value, pair.Key))];
    }

    /// <summary>The terms c_k P_k, no string twice.</summary>
    public ImmutableArray<PauliTerm> Terms { get; }

    /// <summary>The smallest number of qubits the observable fits on.</summary>
    public int MinimalQubits => Terms.Length == 0 ? 0 : Terms.Max(term => term.Pauli.MinimalQubits);

    /// <summary>Whether only I and Z occur: then probabilities suffice to know the expectation.</summary>
    public bool IsDiagonal => Terms.All(term => term.Pauli.X == 0);

    /// <summary>tr(Q) / 2^n: the coefficient of the identity.</summary>
    public double IdentityCoefficient => Terms.FirstOrDefault(term => term.Pauli == PauliString.Identity).Coefficient;

    /// <summary>sum over k of |c_k|, a bound on |&lt;Q&gt;|.</summary>
    public double Bound => Terms.Sum(term => Math.Abs(term.Coefficient));

    /// <summary>Z on one qubit.</summary>
    public static Observable Z(int qubit) => Pauli(PauliString.Single('Z', qubit));

    /// <summary>X on one qubit.</summary>
    public static Observable X(int qubit) => Pauli(PauliString.Single('X', qubit));

    /// <summary>Y on one qubit.</summary>
    public static Observable Y(int qubit) => Pauli(PauliString.Single('Y', qubit));

    /// <summary>One Pauli string.</summary>
    public static Observable Pauli(PauliString pauli) => new(new PauliTerm(1, pauli));

    /// <summary>
    /// Reads <c>0.5*Z0 Z1 + X2</c>: terms joined by + or -, each a coefficient, a product of Pauli matrices with their qubits, or both joined by *; a number
    /// alone or <c>I</c> is the identity's. Throws <see cref="Numerics.InputException"/> where the text is something else or names a qubit outside
    /// 0 to <paramref name="qubits"/> - 1.
    /// </summary>
    public static Observable Parse(string text, int qubits) => new ObservableParser(text, qubits).Parse();

    /// <summary>Sum.</summary>
    public static Observable operator +(Observable a, Observable b) => new([.. a.Terms, .. b.Terms]);

    /// <summary>Difference.</summary>
    public static Observable operator -(Observable a, Observable b) => a + -1 * b;

    /// <summary>Multiple.</summary>
    public static Observable operator *(double factor, Observable a) =>
        new([.. a.Terms.Select(term => new PauliTerm(factor * term.Coefficient, term.Pauli))]);

    /// <inheritdoc/>
    public bool Equals(Observable? other) => other is not null && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Observable);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var term in Terms)
        {
            hash.Add(term);
        }

        return hash.ToHashCode();
    }

    /// <summary>The sum as text.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        foreach (var (coefficient, pauli) in Terms)
        {
            text.Append(text.Length == 0 ? coefficient < 0 ? "-" : "" : coefficient < 0 ? " - " : " + ");
            var size = Math.Abs(coefficient);
            text.Append(size == 1 ? pauli.ToString()
                : size.ToString("R", CultureInfo.InvariantCulture) + (pauli == PauliString.Identity ? "" : $"*{pauli}"));
        }

        return text.Length == 0 ? "0" : text.ToString();
    }
}
