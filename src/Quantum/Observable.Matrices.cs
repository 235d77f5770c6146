using System.Globalization;
using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum;

public sealed partial class Observable
{
    /// <summary>
    /// A Hermitian matrix M on one to six qubits, the first named being the most significant bit, written exactly as a Pauli sum: M = sum over words P of
    /// tr(P M) / 2^k * P. Coefficients below 1e-15 of the largest entry are rounding and dropped. Throws <see cref="ArgumentException"/> where the
    /// matrix is not Hermitian to 1e-10 or sizes do not fit.
    /// </summary>
    public static Observable FromMatrix(ComplexMatrix matrix, params ReadOnlySpan<int> qubits)
    {
        if (qubits.Length is < 1 or > 6 || matrix.Size != 1 << qubits.Length)
        {
            throw new ArgumentException(
                $"Observable: a matrix of size {matrix.Size} x {matrix.Size} does not fit {qubits.Length} qubits: 2^k for 1 to 6 qubits is needed.");
        }

        var defect = matrix.Distance(matrix.Adjoint());
        if (!(defect <= 1e-10))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Observable: the matrix is not Hermitian: M differs from M^dag by {defect:0.###E+0}, but at most 1E-10 is accepted."));
        }

        CheckDistinct("FromMatrix", qubits);
        var (size, negligible) = (matrix.Size, 1e-15 * matrix.Distance(0 * matrix));
        var terms = new List<PauliTerm>();
        for (var word = 0; word < size * size; word++)
        {
            var pauli = new BitPauli(word / size, word % size);
            var trace = Complex.Zero;
            for (var j = 0; j < size; j++)
            {
                var entry = matrix[j, j ^ (int)pauli.X];
                trace += pauli.IsOdd(j) ? -entry : entry;
            }

            var coefficient = (pauli.Phase * trace).Real / size;
            if (Math.Abs(coefficient) > negligible)
            {
                terms.Add(new(coefficient, new(Spread(pauli.X, qubits), Spread(pauli.Z, qubits))));
            }
        }

        return new([.. terms]);
    }

    /// <summary>
    /// The projector |b&gt;&lt;b| on a basis state of some qubits, as in <c>Projector("01", 2, 5)</c>: qubit 2 is 0 and qubit 5 is 1. It is the product of
    /// (I + Z)/2 and (I - Z)/2, 2^k terms, for up to 12 qubits; its expectation is the probability of b.
    /// </summary>
    public static Observable Projector(string bits, params ReadOnlySpan<int> qubits)
    {
        if (bits.Length != qubits.Length || bits.Length is < 1 or > 12 || bits.AsSpan().ContainsAnyExcept('0', '1'))
        {
            throw new ArgumentException($"Projector: \"{bits}\" does not tell a bit 0 or 1 for each of {qubits.Length} qubits, 1 to 12 being possible.");
        }

        CheckDistinct("Projector", qubits);
        PauliTerm[] terms = [new(1, PauliString.Identity)];
        for (var k = 0; k < bits.Length; k++)
        {
            var (bit, sign) = (1UL << qubits[k], bits[k] == '0' ? 0.5 : -0.5);
            terms = [.. terms.SelectMany(term => (PauliTerm[])
                [new(0.5 * term.Coefficient, term.Pauli), new(sign * term.Coefficient, new(term.Pauli.X, term.Pauli.Z | bit))])];
        }

        return new(terms);
    }

    /// <summary>
    /// The projector |phi&gt;&lt;phi| on a state of one to six qubits, given by its 2^k amplitudes (squares summing to 1 within 1e-6): its expectation is a
    /// fidelity.
    /// </summary>
    public static Observable Projector(ReadOnlySpan<Complex> amplitudes, params ReadOnlySpan<int> qubits)
    {
        var phi = StateVector<double>.Of(amplitudes);
        return FromMatrix(ComplexMatrix.Generate(phi.Dimension, (i, j) => phi[i] * Complex.Conjugate(phi[j])), qubits);
    }

    /// <summary>(A B + B A) / 2, Hermitian for any A and B: of two Pauli strings their product if they commute, else nothing.</summary>
    public static Observable Symmetrised(Observable a, Observable b)
    {
        var terms = new List<PauliTerm>();
        foreach (var (left, p) in a.Terms)
        {
            foreach (var (right, q) in b.Terms)
            {
                var (power, product) = PauliString.Product(p, q);
                if ((power & 1) == 0)
                {
                    terms.Add(new(power == 0 ? left * right : -left * right, product));
                }
            }
        }

        return new([.. new Observable([.. terms]).Terms.Where(term => term.Coefficient != 0)]);
    }

    /// <summary>Bit k of the word, counted from the most significant of so many, goes to qubit qubits[k].</summary>
    private static ulong Spread(long bits, ReadOnlySpan<int> qubits)
    {
        var result = 0UL;
        for (var k = 0; k < qubits.Length; k++)
        {
            result |= (ulong)((bits >> (qubits.Length - 1 - k)) & 1) << qubits[k];
        }

        return result;
    }

    private static void CheckDistinct(string operation, ReadOnlySpan<int> qubits)
    {
        var seen = 0UL;
        foreach (var qubit in qubits)
        {
            if (qubit is < 0 or > 63 || (seen & (1UL << qubit)) != 0)
            {
                throw new ArgumentException($"{operation}: qubits [{string.Join(", ", qubits.ToArray())}] must be distinct and from 0 to 63.");
            }

            seen |= 1UL << qubit;
        }
    }
}
