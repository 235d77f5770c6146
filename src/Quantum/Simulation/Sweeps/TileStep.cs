using System.Numerics;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A step in terms of a tile's index. Controls outside the tile are met or not by the whole tile; Z letters outside it turn the sign of the Pauli word.
/// </summary>
internal sealed class TileStep(Instruction step, long tile)
{
    private readonly long outerMask = step.ControlMask & ~tile, outerValue = step.ControlValue & ~tile, outerZ = step.Pauli.Z & ~tile;
    private readonly Instruction even = step.Within(index => TileBits.Compress(tile, index), 1), odd = step.Within(index => TileBits.Compress(tile, index), -1);

    /// <summary>The step on the tile whose other bits are <paramref name="outer"/>, null where a control is not met.</summary>
    public Instruction? At(long outer) => (outer & outerMask) != outerValue ? null
        : (BitOperations.PopCount((ulong)(outer & outerZ)) & 1) == 0 ? even : odd;
}
