using QXai.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>
/// A density matrix in the tensor basis of Pauli matrices: rho_0 = sum over i_1..i_n of C_{i_1..i_n} sigma_{i_1} (x) ... (x) sigma_{i_n}, with
/// C = tr(rho_0 P) / 2^n real. The index is read in base 4, digits 0 1 2 3 = I X Y Z, qubit 0 being the most significant.
/// </summary>
public sealed class PauliExpansion
{
    /// <summary>The letters of the digits 0 to 3.</summary>
    public const string Letters = "IXYZ";

    private readonly double[] coefficients;

    private PauliExpansion(int qubits, double[] coefficients) => (Qubits, this.coefficients) = (qubits, coefficients);

    /// <summary>Number of qubits n.</summary>
    public int Qubits { get; }

    /// <summary>C for every string, 4^n numbers.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>Number of strings whose coefficient is not zero.</summary>
    public int Count => coefficients.Count(c => c != 0);

    /// <summary>|0...0&gt;&lt;0...0| = product of (I + Z) / 2: coefficient 2^-n on the 2^n strings of I and Z.</summary>
    [Equation("QGrad-CAM", "14")]
    public static PauliExpansion OfZero(int qubits)
    {
        var coefficients = new double[1L << (2 * qubits)];
        for (var subset = 0; subset < 1 << qubits; subset++)
        {
            coefficients[Spread(subset)] = 1.0 / (1L << qubits);
        }

        return new(qubits, coefficients);
    }

    /// <summary>|psi&gt;&lt;psi|: C = &lt;psi|P|psi&gt; / 2^n; what is below 1e-15 counts as zero.</summary>
    [Equation("QGrad-CAM", "14")]
    public static PauliExpansion Of(StateVector<double> psi)
    {
        var coefficients = new double[1L << (2 * psi.Qubits)];
        for (var index = 0; index < coefficients.Length; index++)
        {
            var c = psi.Inner(psi, BitPauli.Of(StringAt(index, psi.Qubits), psi.Qubits), 0, 0).Real / psi.Dimension;
            coefficients[index] = Math.Abs(c) < 1e-15 ? 0 : c;
        }

        return new(psi.Qubits, coefficients);
    }

    /// <summary>A mixture: sum over k of weight_k rho_k.</summary>
    public static PauliExpansion Mix(params ReadOnlySpan<(double Weight, PauliExpansion Part)> parts)
    {
        var sum = new double[parts[0].Part.coefficients.Length];
        foreach (var (weight, part) in parts)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * part.coefficients[i];
            }
        }

        return new(parts[0].Part.Qubits, sum);
    }

    /// <summary>The string with a given index.</summary>
    public static PauliString StringAt(int index, int qubits)
    {
        var (x, z) = (0UL, 0UL);
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            var digit = (index >> (2 * (qubits - 1 - qubit))) & 3;
            x |= digit is 1 or 2 ? 1UL << qubit : 0;
            z |= digit is 2 or 3 ? 1UL << qubit : 0;
        }

        return new(x, z);
    }

    /// <summary>Whether any string with a non-zero coefficient has this letter (0 to 3) on this qubit.</summary>
    internal bool Uses(int qubit, int letter)
    {
        var shift = 2 * (Qubits - 1 - qubit);
        for (var index = 0; index < coefficients.Length; index++)
        {
            if (coefficients[index] != 0 && ((index >> shift) & 3) == letter)
            {
                return true;
            }
        }

        return false;
    }

    private static int Spread(int subset)
    {
        var index = 0;
        for (var bit = 0; bit < 15; bit++)
        {
            index |= ((subset >> bit) & 1) * 3 << (2 * bit);
        }

        return index;
    }
}
