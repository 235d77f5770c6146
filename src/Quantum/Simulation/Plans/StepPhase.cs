using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>Any step, within a tile: what it reads outside the tile is constant there.</summary>
internal sealed class StepPhase(Instruction step, int number, long tile) : Phase
{
    private readonly TileStep local = new(step, tile);

    public override IBoundPhase<T> Make<TVector, T>(GateRuns runs, bool inverse) => new BoundStep<T>(local, number, inverse);

    public override PhaseGradient Gradient(Instruction[] steps, StepAngles angles) =>
        step.IsDifferentiable ? new StepGradient(local, number) : new PhaseGradient();
}
