using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>
/// M = U^dag O U, the observable as the encoded state rho(x) sees it: f(x) = tr( rho(x) M ) + offset. An explicit Hermitian matrix, made column by
/// column: U^dag O U |b&gt;. Of each row what lies from the diagonal on is kept, half of 4^n numbers in two real planes.
/// </summary>
internal sealed class MeasuredOperator
{
    /// <summary>The most qubits: 128 MiB for M.</summary>
    public const int MostQubits = 12;

    private readonly double[] re, im;

    private MeasuredOperator(int qubits)
    {
        Size = 1 << qubits;
        var kept = Size * (Size + 1) / 2;
        (re, im) = (GC.AllocateUninitializedArray<double>(kept), GC.AllocateUninitializedArray<double>(kept));
    }

    /// <summary>Number of rows and of columns, 2^n.</summary>
    public int Size { get; }

    /// <summary>The real parts of a row from the diagonal on.</summary>
    public ReadOnlySpan<double> Real(int row) => re.AsSpan(Diagonal(row), Size - row);

    /// <summary>The imaginary parts of a row from the diagonal on.</summary>
    public ReadOnlySpan<double> Imaginary(int row) => im.AsSpan(Diagonal(row), Size - row);

    /// <summary>The numbers that M takes for so many qubits.</summary>
    public static long Numbers(int qubits) => (1L << qubits) * ((1L << qubits) + 1);

    /// <summary>Null where there are few enough qubits, else why not, as half a sentence.</summary>
    public static string? Refusal(CircuitScore score) => score.Circuit.Qubits <= MostQubits
        ? null
        : $"{score.Circuit.Qubits} qubits have 4^{score.Circuit.Qubits} matrix entries, and {MostQubits} qubits are the most";

    /// <summary>M of a score. Since M is Hermitian, column b is row b conjugated.</summary>
    public static MeasuredOperator Of(CircuitScore score, CancellationToken cancellation = default)
    {
        if (Refusal(score) is { } reason)
        {
            throw new InputException($"The observable cannot be written as a matrix: {reason}.");
        }

        var (u, n) = (score.Encoding.U, score.Circuit.Qubits);
        double[] weights = [.. score.Weights], unused = new double[u.Inputs];
        BoundCircuit<double> forward = new(u, unused, weights), back = new(u.Inverse(), unused, weights);
        var bands = Bands(score.Observable, n);
        var result = new MeasuredOperator(n);
        Blocks.Run(result.Size, cancellation, () => new Column(n), (column, _, start, end) =>
        {
            for (var b = start; b < end; b++)
            {
                column.Make(b, forward, bands, back);
                column.Real[b..].CopyTo(result.re.AsSpan(result.Diagonal(b)));
                Negate(column.Imaginary[b..], result.im.AsSpan(result.Diagonal(b)));
            }
        });
        return result;
    }

    /// <summary>Where a row's first number is kept, that on the diagonal.</summary>
    private int Diagonal(int row) => (row * Size) - (row * (row - 1) / 2);

    /// <summary>
    /// The observable by its bands: the strings with X or Y on the same qubits take |j&gt; to the same |j xor X&gt;, together with the factor
    /// sum over strings P of c_P i^(number of Y) (-1)^parity(j and Z).
    /// </summary>
    private static (int X, double[] Re, double[] Im)[] Bands(Observable observable, int qubits) =>
    [
        .. observable.Terms.Select(term => Term(term, qubits)).GroupBy(term => term.X).Select(band =>
        {
            var (re, im) = (new double[1 << qubits], new double[1 << qubits]);
            foreach (var (_, z, factor) in band)
            {
                for (var j = 0; j < re.Length; j++)
                {
                    var sign = (BitOperations.PopCount((uint)(j & z)) & 1) == 0 ? 1 : -1;
                    (re[j], im[j]) = (re[j] + sign * factor.Real, im[j] + sign * factor.Imaginary);
                }
            }

            return (band.Key, re, im);
        }),
    ];

    /// <summary>P |j&gt; = i^(number of Y) (-1)^parity(j and Z) |j xor X&gt;, in index bits: qubit q is bit n-1-q.</summary>
    private static (int X, int Z, Complex Factor) Term(PauliTerm term, int qubits)
    {
        var (x, z) = (0, 0);
        for (var q = 0; q < qubits; q++)
        {
            x |= (int)((term.Pauli.X >> q) & 1) << (qubits - 1 - q);
            z |= (int)((term.Pauli.Z >> q) & 1) << (qubits - 1 - q);
        }

        return (x, z, term.Coefficient * Phase(x & z));
    }

    /// <summary>i^k for the number k of bits.</summary>
    internal static Complex Phase(int bits) => (BitOperations.PopCount((uint)bits) & 3) switch
    {
        0 => 1,
        1 => Complex.ImaginaryOne,
        2 => -1,
        _ => -Complex.ImaginaryOne,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBand(int x, double[] re, double[] im, ReadOnlySpan<double> fromRe, ReadOnlySpan<double> fromIm, Span<double> toRe, Span<double> toIm)
    {
        for (var j = 0; j < re.Length; j++)
        {
            toRe[j ^ x] += re[j] * fromRe[j] - im[j] * fromIm[j];
            toIm[j ^ x] += re[j] * fromIm[j] + im[j] * fromRe[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Negate(ReadOnlySpan<double> from, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = -from[i];
        }
    }

    /// <summary>One thread's room for a column: U |b&gt;, and what becomes of it.</summary>
    private sealed class Column(int qubits)
    {
        private readonly StateVector<double> state = new(qubits), measured = new(qubits);

        public ReadOnlySpan<double> Real => measured.Real;

        public ReadOnlySpan<double> Imaginary => measured.Imaginary;

        /// <summary>U^dag O U |b&gt;.</summary>
        public void Make(int b, BoundCircuit<double> forward, (int X, double[] Re, double[] Im)[] bands, BoundCircuit<double> back)
        {
            state.Reset();
            (state.Real[0], state.Real[b]) = (0, 1);
            state.Apply(forward);
            measured.Real.Clear();
            measured.Imaginary.Clear();
            foreach (var (x, re, im) in bands)
            {
                AddBand(x, re, im, state.Real, state.Imaginary, measured.Real, measured.Imaginary);
            }

            measured.Apply(back);
        }
    }
}
