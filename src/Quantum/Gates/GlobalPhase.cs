using System.Collections.Immutable;
using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>e^(i t) on no qubit at all: generator -1. Unseen alone; with a control it is that qubit's phase shift.</summary>
internal sealed class GlobalPhase : Gate
{
    public static readonly Gate Instance = new GlobalPhase();

    private GlobalPhase()
        : base("GPhase", "e^it", "gphase", 0, GateKind.Diagonal, "t")
    {
    }

    public override Generator Generator { get; } = new(-1, 0, "");

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles) => new(Complex.FromPolarCoordinates(1, angles[0]));

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => (this, [-angles[0]]);
}
