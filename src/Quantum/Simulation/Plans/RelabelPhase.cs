using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// Controlled X in a row, as one relabelling of a tile's amplitudes: the amplitude at index j comes from index S j, where every bit of S j is the parity of
/// some bits of the state's index (linear over the field of two elements; controls outside the tile are constant within it).
/// No angle matters, so what is bound is kept.
/// </summary>
internal sealed class RelabelPhase(List<Operation> operations, long tile) : Phase
{
    private readonly long[] sources = Sources(operations, tile, backwards: true);
    private readonly long[] inverseSources = Sources(operations, tile, backwards: false);

    private object? bound, boundInverse;

    public override object? Kept(bool inverse) => Volatile.Read(ref inverse ? ref boundInverse : ref bound);

    public override IBoundPhase<T> Bind<TVector, T>(Instruction[] steps, StepAngles angles, bool inverse)
    {
        var made = new BoundRelabelling<TVector, T>(inverse ? inverseSources : sources, tile);
        Volatile.Write(ref inverse ? ref boundInverse : ref bound, made);
        return made;
    }

    /// <summary>Per bit of the tile, the bits of the new index whose parity is the old bit: the new index goes back through the operations, last first.</summary>
    public static long[] Sources(List<Operation> operations, long tile, bool backwards)
    {
        var parities = new long[BitOperations.PopCount((ulong)tile)];
        for (var (rest, place) = (tile, 0); rest != 0; rest &= rest - 1, place++)
        {
            parities[place] = rest & -rest;
        }

        for (var k = 0; k < operations.Count; k++)
        {
            var operation = operations[backwards ? operations.Count - 1 - k : k];
            parities[TileBits.Place(tile, operation.Flips)] ^= (operation.Reads & tile) != 0 ? parities[TileBits.Place(tile, operation.Reads)] : operation.Reads;
        }

        return parities;
    }
}
