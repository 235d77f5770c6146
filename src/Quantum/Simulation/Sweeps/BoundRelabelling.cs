using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A linear relabelling of a tile: the amplitude at index j comes from S j xor s. Whole vectors move, their lanes reordered: there is an order for every
/// value of the lane bits of S j xor s at a vector's first lane. Where lanes j have an S j beyond the lanes, a vector is put together from several.
/// </summary>
internal sealed class BoundRelabelling<TVector, T> : IBoundPhase<T>, ITileMove<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IndexMap map, fromState;
    private readonly LaneSources<T> lanes, stateLanes;

    /// <summary>Binds the parities: per bit of the state's old index, the bits of its new index whose parity it is.</summary>
    public BoundRelabelling(long[] parities, long tile)
    {
        long[] places = [.. parities.Where((_, bit) => (tile >> bit & 1) != 0)];
        (map, fromState) = (new(places, tile, TVector.Lanes), new(parities, tile, TVector.Lanes));
        (lanes, stateLanes) = (new(map), new(fromState));
    }

    public int Stretch => map.Stretch;

    public void Run(ref Tile<T> tile)
    {
        var offset = Offset(tile.Outer);
        RelabelKernel.MoveAll<TVector, T>(tile.Re, tile.Spare, map.Low, map.High, offset, lanes);
        tile.ExchangeRe();
        RelabelKernel.MoveAll<TVector, T>(tile.Im, tile.Spare, map.Low, map.High, offset, lanes);
        tile.ExchangeIm();
    }

    public int Offset(long outer) => map.Offset(outer);

    public void Out(ReadOnlySpan<T> tile, int offset, int first, Span<T> row) =>
        RelabelKernel.Move<TVector, T>(tile, row, map.Low, map.High.AsSpan(first / Stretch, row.Length / Stretch), offset, lanes);

    public void In(ReadOnlySpan<T> plane, long outer, Span<T> tile) =>
        RelabelKernel.MoveAll<TVector, T>(plane, tile, fromState.Low, fromState.High, fromState.Offset(outer), stateLanes);
}
