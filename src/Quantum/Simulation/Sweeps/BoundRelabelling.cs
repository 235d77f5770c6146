using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A linear relabelling of a tile: the amplitude at index j comes from S j xor s. Whole vectors move, or vectors put together from several.</summary>
internal sealed class BoundRelabelling<TVector, T> : IBoundPhase<T>, ITileMove<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IndexMap map, fromState;
    private readonly MoveTables<T> within, into, back;

    /// <summary>Binds the parities: per bit of the state's old index, the bits of its new index whose parity it is.</summary>
    public BoundRelabelling(long[] parities, long tile)
    {
        long[] inTile = [.. parities.Where((_, bit) => (tile >> bit & 1) != 0)];
        (map, fromState) = (new(inTile, tile, TVector.Lanes), new(parities, tile, TVector.Lanes));
        int[] places = [.. Enumerable.Range(0, map.High.Length).Select(stretch => stretch * map.Stretch)];
        int[] inState = [.. places.Select(place => (int)TileBits.Deposit(tile, place))];
        (within, into, back) = (new(map, places, byImage: false), new(fromState, places, byImage: true), new(map, inState, byImage: false));
    }

    public int Stretch => map.Stretch;

    /// <summary>No angle matters.</summary>
    public void Bind(StepAngles angles)
    {
    }

    public void Run(ref Tile<T> tile)
    {
        var offset = map.Offset(tile.Outer);
        RelabelKernel.Move<TVector, T>(tile.Re, tile.Spare, within, offset, 0);
        tile.ExchangeRe();
        RelabelKernel.Move<TVector, T>(tile.Im, tile.Spare, within, offset, 0);
        tile.ExchangeIm();
    }

    public void In(ReadOnlySpan<T> plane, long outer, Span<T> tile) => RelabelKernel.Move<TVector, T>(plane, tile, into, fromState.Offset(outer), 0);

    public void Out(ReadOnlySpan<T> tile, long outer, Span<T> plane) => RelabelKernel.Move<TVector, T>(tile, plane, back, map.Offset(outer), (int)outer);
}
