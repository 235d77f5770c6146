using System.Numerics;
using QXai.Quantum;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>Pauli strings over sqrt(2^n). Row X holds the strings with X or Y exactly on the bits of X; its elements are numbered by the bits with Z or Y.</summary>
internal sealed class PauliBasis(int qubits) : HermitianBasis(qubits)
{
    public override int Length(int row) => Rows;

    public override string NameOf(int row, int element) => new PauliString(Turned(row), Turned(element)).ToString();

    public override bool IsIdentity(int row, int element) => row == 0 && element == 0;

    /// <summary>tr(P A) = i^(number of Y) sum over j of (-1)^parity(j and Z) A[j, j xor X]: one Walsh-Hadamard transform per row gives all Z.</summary>
    public override void Coordinates(int row, MeasuredOperator m, Span<double> coordinates)
    {
        var (re, im) = (new double[Rows], new double[Rows]);
        for (var j = 0; j < Rows; j++)
        {
            (re[j], im[j]) = (m.Real(j)[j ^ row], m.Imaginary(j)[j ^ row]);
        }

        Transform(row, re, im, coordinates);
    }

    public override void Coordinates(int row, StateVector<double> psi, Span<double> coordinates)
    {
        var (re, im) = (new double[Rows], new double[Rows]);
        for (var j = 0; j < Rows; j++)
        {
            var entry = psi[j] * Complex.Conjugate(psi[j ^ row]);
            (re[j], im[j]) = (entry.Real, entry.Imaginary);
        }

        Transform(row, re, im, coordinates);
    }

    /// <summary>A product of one component per qubit, each over sqrt 2.</summary>
    public override void Coordinates(int row, ReadOnlySpan<Hermitian2> product, Span<double> coordinates, Span<double> scratch)
    {
        coordinates[0] = 1 / Math.Sqrt(Rows);
        var length = 1;
        for (var q = 0; q < Qubits; q++, length *= 2)
        {
            var (without, with) = ((row >> (Qubits - 1 - q)) & 1) == 0 ? (product[q].I, product[q].Z) : (product[q].X, product[q].Y);
            for (var k = length - 1; k >= 0; k--)
            {
                (coordinates[2 * k + 1], coordinates[2 * k]) = (coordinates[k] * with, coordinates[k] * without);
            }
        }
    }

    private void Transform(int row, double[] re, double[] im, Span<double> coordinates)
    {
        Walsh(re);
        Walsh(im);
        var scale = 1 / Math.Sqrt(Rows);
        for (var z = 0; z < Rows; z++)
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

    private static void Walsh(double[] values)
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
