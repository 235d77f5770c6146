using System.Collections.Immutable;

namespace QXai.Quantum.Gates;

/// <summary>
/// General one-qubit rotations, products of three factors: U3(t, p, l) = P(p) RY(t) P(l), U2(p, l) = U3(pi/2, p, l) and
/// Rot(a, b, c) = RZ(c) RY(b) RZ(a).
/// </summary>
internal sealed class EulerGates : Gate
{
    public static readonly Gate U3 = new EulerGates("U3", "u3", ["theta", "phi", "lambda"],
        [new(PhaseShift.P, 2), new(PauliRotation.RY, 0), new(PhaseShift.P, 1)], a => (U3!, [-a[0], -a[2], -a[1]]));

    public static readonly Gate U2 = new EulerGates("U2", "u2", ["phi", "lambda"],
        [new(PhaseShift.P, 1), new(PauliRotation.RY, null, Math.PI / 2), new(PhaseShift.P, 0)], a => (U2!, [-a[1] - Math.PI, -a[0] + Math.PI]));

    public static readonly Gate Rot = new EulerGates("Rot", null, ["a", "b", "c"],
        [new(PauliRotation.RZ, 0), new(PauliRotation.RY, 1), new(PauliRotation.RZ, 2)], a => (Rot!, [-a[2], -a[1], -a[0]]));

    private readonly Func<Angle[], (Gate, ImmutableArray<Angle>)> inverse;

    private EulerGates(
        string name, string? qasmName, string[] parameters, ImmutableArray<GateFactor> factors, Func<Angle[], (Gate, ImmutableArray<Angle>)> inverse)
        : base(name, name, qasmName, 1, GateKind.OneQubit, parameters)
    {
        Factors = factors;
        this.inverse = inverse;
    }

    public override ImmutableArray<GateFactor> Factors { get; }

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles)
    {
        var product = ComplexMatrix.Identity(2);
        foreach (var factor in Factors)
        {
            product = factor.Gate.Matrix(factor.Parameter is { } parameter ? angles[parameter] : factor.Constant) * product;
        }

        return product;
    }

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => inverse(angles.ToArray());
}
