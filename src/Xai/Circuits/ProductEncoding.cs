using System.Numerics;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Gates;

namespace QXai.Xai.Circuits;

/// <summary>V(x) = V_1 (x) ... (x) V_n of a local encoding: the one-qubit states rho_q(x) of the product state rho(x), and their derivatives.</summary>
internal sealed class ProductEncoding
{
    private readonly AppliedGate[][] gates;
    private readonly double[] weights;

    /// <summary>Throws <see cref="InputException"/> where the encoding is not local.</summary>
    public ProductEncoding(CircuitScore score)
    {
        if (score.Encoding.NotLocal is { } reason)
        {
            throw new InputException($"The encoded state is no product: {reason}.");
        }

        weights = [.. score.Weights];
        gates = [.. Enumerable.Range(0, score.Circuit.Qubits).Select(
            q => score.Encoding.V.Gates.Where(gate => gate.Qubits is [var only] && only == q).ToArray())];
    }

    /// <summary>rho_1(x), ..., rho_n(x).</summary>
    public Hermitian2[] States(double[] x) => [.. gates.Select(own => State(own, x))];

    /// <summary>D_i rho_q(x): the product rule over the rotations of qubit q that x_i feeds, each with its generator G and chain factor, d psi = -i G
    /// psi.</summary>
    public Hermitian2 Derivative(int qubit, int input, double[] x)
    {
        var (psi, slope) = (((Complex)1, (Complex)0), ((Complex)0, (Complex)0));
        foreach (var (gate, angle) in Factors(gates[qubit]))
        {
            var matrix = Matrix(gate, angle, x);
            (psi, slope) = (Times(matrix, psi), Times(matrix, slope));
            if (ChainFactor(angle, input, x) is var factor && factor != 0)
            {
                var turned = Times(gate.Generator!.Matrix(), psi);
                var scale = -Complex.ImaginaryOne * factor;
                slope = (slope.Item1 + scale * turned.Item1, slope.Item2 + scale * turned.Item2);
            }
        }

        var half = Hermitian2.Symmetrised(psi, slope);
        return new(2 * half.I, 2 * half.X, 2 * half.Y, 2 * half.Z);
    }

    private Hermitian2 State(AppliedGate[] own, double[] x)
    {
        var psi = ((Complex)1, (Complex)0);
        foreach (var (gate, angle) in Factors(own))
        {
            psi = Times(Matrix(gate, angle, x), psi);
        }

        return Hermitian2.Symmetrised(psi, psi);
    }

    private static IEnumerable<(Gate Gate, Angle? Angle)> Factors(AppliedGate[] own) => own.SelectMany(applied => applied.Gate.Factors.Select(factor =>
        (factor.Gate, factor.Gate.Parameters.IsEmpty ? (Angle?)null : factor.Angle(applied.Angles.AsSpan()))));

    private ComplexMatrix Matrix(Gate gate, Angle? angle, double[] x) => angle is { } given ? gate.Matrix(given.Value(x, weights)) : gate.Matrix();

    private double ChainFactor(Angle? angle, int input, double[] x)
    {
        if (angle is null or { IsConstant: true })
        {
            return 0;
        }

        var gradient = new double[x.Length];
        angle.Value.Pullback(x, weights, 1, gradient, []);
        return gradient[input];
    }

    private static (Complex, Complex) Times(ComplexMatrix matrix, (Complex Zero, Complex One) vector) =>
        (matrix[0, 0] * vector.Zero + matrix[0, 1] * vector.One, matrix[1, 0] * vector.Zero + matrix[1, 1] * vector.One);
}
