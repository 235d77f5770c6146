using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Quantum;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>Pauli strings over sqrt(2^n). Row X holds the strings with X or Y exactly on the bits of X; its elements are numbered by the bits with Z
/// or Y.</summary>
internal sealed class PauliBasis(int qubits) : HermitianBasis(qubits)
{
    public override int Length(int row) => Count;

    public override string NameOf(int row, int element) => new PauliString(Turned(row), Turned(element)).ToString();

    public override bool IsIdentity(int row, int element) => row == 0 && element == 0;

    /// <summary>tr(P A) = i^(number of Y) sum over j of (-1)^parity(j and Z) A[j, j xor X]: one Walsh-Hadamard transform per row gives all Z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Coordinates(int row, MeasuredOperator m, Span<double> coordinates, Span<double> scratch)
    {
        var re = scratch[..Count];
        var im = scratch.Slice(Count, Count);
        for (var j = 0; j < Count; j++)
        {
            if ((j ^ row) is var k && k >= j)
            {
                var (real, imaginary) = (m.Real(j)[k - j], m.Imaginary(j)[k - j]);
                (re[k], im[k]) = (real, -imaginary);
                (re[j], im[j]) = (real, imaginary);
            }
        }

        Transform(row, re, im, coordinates);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Coordinates(int row, StateVector<double> psi, Span<double> coordinates, Span<double> scratch)
    {
        var re = scratch[..Count];
        var im = scratch.Slice(Count, Count);
        for (var j = 0; j < Count; j++)
        {
            var entry = psi[j] * Complex.Conjugate(psi[j ^ row]);
            (re[j], im[j]) = (entry.Real, entry.Imaginary);
        }

        Transform(row, re, im, coordinates);
    }

    /// <summary>A product of one component per qubit, each over sqrt 2.</summary>
    public override ProductRows Rows(Hermitian2[] product) => new(Qubits, (q, x, z) => Math.Sqrt(0.5) * ((x, z) switch
    {
        (0, 0) => product[q].I,
        (0, 1) => product[q].Z,
        (1, 0) => product[q].X,
        _ => product[q].Y,
    }));

    public override void Coordinates(int row, ProductRows product, Span<double> coordinates, Span<double> scratch) =>
        product.Row(row, 0, coordinates[..Count], scratch[..Count]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(int row, Span<double> re, Span<double> im, Span<double> coordinates)
    {
        Walsh(re);
        Walsh(im);
        var scale = 1 / Math.Sqrt(Count);
        for (var z = 0; z < Count; z++)
        {
            coordinates[z] = scale * (BitOperations.PopCount((uint)(row & z)) & 3) switch
            {
                0 => re[z],
                1 => -im[z],
                2 => -re[z],
                _ => im[z],
            };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walsh(Span<double> values)
    {
        for (var half = 1; half < values.Length; half *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * half)
            {
                for (var k = start; k < start + half; k++)
                {
                    (values[k], values[k + half]) = (values[k] + values[k + half], values[k] - values[k + half]);
                }
            }
        }
    }

    private ulong Turned(int bits)
    {
        var result = 0UL;
        for (var q = 0; q < Qubits; q++)
        {
            result |= (ulong)((bits >> (Qubits - 1 - q)) & 1) << q;
        }

        return result;
    }
}
