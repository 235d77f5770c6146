using System.Collections.Immutable;
using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>P(t) = diag(1, e^(i t)), also called U1: generator -|1&gt;&lt;1| = (Z - I) / 2, spectrum -1 and 0.</summary>
internal sealed class PhaseShift : Gate
{
    public static readonly Gate P = new PhaseShift("P", "p");

    public static readonly Gate U1 = new PhaseShift("U1", "u1");

    private PhaseShift(string name, string qasmName)
        : base(name, name, qasmName, 1, GateKind.Diagonal, "t")
    {
    }

    public override Generator Generator { get; } = new(-0.5, 0.5, "Z");

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles) =>
        ComplexMatrix.Diagonal(1, Complex.FromPolarCoordinates(1, angles[0]));

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => (this, [-angles[0]]);
}
