using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>X on a bit above the lanes where a bit within the lanes is 1: two vectors exchange half of their lanes. It is its own inverse.</summary>
internal sealed class LaneExchangePhase(Operation operation, long tile) : Phase
{
    private object? bound;

    public override object? Kept(bool inverse) => Volatile.Read(ref bound);

    public override IBoundPhase<T> Bind<TVector, T>(Instruction[] steps, StepAngles angles, bool inverse)
    {
        var made = new BoundLaneExchange<TVector, T>((int)operation.Reads, 1 << TileBits.Place(tile, operation.Flips));
        Volatile.Write(ref bound, made);
        return made;
    }
}
