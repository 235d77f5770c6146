using System.Collections.Immutable;
using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// The Pauli strings to measure, no string twice, and how the observables are made of them. Strings of Z need only probabilities: of one Z, all bits
/// at once; of several, a signed sum. Others are sums over pairs of amplitudes.
/// </summary>
internal sealed class Readout
{
    /// <summary>Number of observables.</summary>
    public required int Observables { get; init; }

    /// <summary>The number of the state that is measured as basis state j: permutations at the end of the circuit are not carried out.</summary>
    public required int[] Source { get; init; }

    /// <summary>Whether Z on a single bit is among the strings: string number b is Z on bit b, for all bits.</summary>
    public required bool HasBits { get; init; }

    /// <summary>Products of several Zs; their string numbers follow.</summary>
    public required ImmutableArray<SignedRows> Products { get; init; }

    /// <summary>Strings with X or Y; their string numbers follow.</summary>
    public required ImmutableArray<PauliPairs> Pairs { get; init; }

    /// <summary>The identity's coefficient in each observable.</summary>
    public required double[] Identity { get; init; }

    /// <summary>The other coefficients.</summary>
    public required ImmutableArray<Use> Uses { get; init; }

    /// <summary>Whether probabilities are needed.</summary>
    public bool NeedsProbabilities => HasBits || !Products.IsEmpty;

    /// <summary>The readout of observables on a state whose number for basis state j is <paramref name="source"/>[j].</summary>
    public static Readout Of(IReadOnlyList<Observable> observables, int qubits, int[] source)
    {
        var terms = observables.SelectMany(observable => observable.Terms);
        BitPauli[] strings = [.. terms.Select(term => BitPauli.Of(term.Pauli, qubits)).Where(pauli => pauli != default).Distinct()];
        BitPauli[] bits = [.. Enumerable.Range(0, qubits).Select(bit => new BitPauli(0, 1L << bit))];
        BitPauli[] products = [.. strings.Where(pauli => pauli.X == 0 && !long.IsPow2(pauli.Z))];
        BitPauli[] pairs = [.. strings.Where(pauli => pauli.X != 0)];
        BitPauli[] all = [.. bits, .. products, .. pairs];
        return new()
        {
            Observables = observables.Count,
            Source = source,
            HasBits = strings.Any(bits.Contains),
            Products = [.. products.Select(pauli => SignedRows.Of(pauli, 1 << qubits))],
            Pairs = [.. pairs.Select(pauli => PauliPairs.Of(pauli, 1 << qubits))],
            Identity = [.. observables.Select(observable => observable.IdentityCoefficient)],
            Uses = [.. observables.SelectMany((observable, number) => observable.Terms
                .Where(term => term.Pauli != PauliString.Identity)
                .Select(term => new Use(Array.IndexOf(all, BitPauli.Of(term.Pauli, qubits)), number, term.Coefficient)))],
        };
    }
}

/// <summary>String number String occurs in observable number Observable with this coefficient.</summary>
internal sealed record Use(int String, int Observable, double Coefficient);

/// <summary>The basis states on which a product of Zs is +1, and those on which it is -1.</summary>
internal sealed record SignedRows(int[] Plus, int[] Minus)
{
    /// <summary>Those of a string of Zs.</summary>
    public static SignedRows Of(BitPauli pauli, int dimension) => new(
        [.. Enumerable.Range(0, dimension).Where(j => !pauli.IsOdd(j))],
        [.. Enumerable.Range(0, dimension).Where(j => pauli.IsOdd(j))]);
}

/// <summary>
/// A Pauli string with X or Y joins the states j and j xor Flip: (P psi)[j] = f psi[j xor Flip] with f = +-1 where the number of Ys is even, +-i
/// where it is odd. Rows are the j of one half of the pairs; Signs the signs of f there. In the other half f is the complex conjugate.
/// </summary>
internal sealed record PauliPairs(int Flip, bool IsImaginary, int[] Rows, sbyte[] Signs)
{
    /// <summary>The pairs of a string.</summary>
    public static PauliPairs Of(BitPauli pauli, int dimension)
    {
        var highest = 1L << (63 - BitOperations.LeadingZeroCount((ulong)pauli.X));
        int[] rows = [.. Enumerable.Range(0, dimension).Where(j => (j & highest) == 0)];
        var (phase, imaginary) = (pauli.Phase, pauli.Phase.Imaginary != 0);
        var sign = (int)(imaginary ? phase.Imaginary : phase.Real);
        return new((int)pauli.X, imaginary, rows, [.. rows.Select(j => (sbyte)(pauli.IsOdd(j ^ pauli.X) ? -sign : sign))]);
    }
}
