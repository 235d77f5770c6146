using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A linear relabelling of a tile: the amplitude at index j comes from S j xor s. Whole vectors move, their lanes reordered: there is an order for every
/// value of the lane bits of S j xor s at a vector's first lane.
/// </summary>
internal sealed class BoundRelabelling<TVector, T> : IBoundPhase<T>, ITileMove<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IndexMap map;
    private readonly T[] laneOrders;

    /// <summary>Binds the parities: per place of the tile, the bits of the state's index whose parity is the bit there.</summary>
    public BoundRelabelling(ReadOnlySpan<long> parities, long tile)
    {
        (map, laneOrders) = (new(parities, tile, TVector.Lanes), new T[TVector.Lanes * TVector.Lanes]);
        Span<int> order = stackalloc int[TVector.Lanes];
        for (var image = 0; image < TVector.Lanes; image++)
        {
            for (var lane = 0; lane < TVector.Lanes; lane++)
            {
                order[lane] = map.Lanes[lane] ^ image;
            }

            LaneIndices.Write<T>(order, laneOrders.AsSpan(image * TVector.Lanes, TVector.Lanes));
        }
    }

    public int Stretch => map.Stretch;

    public void Run(ref Tile<T> tile)
    {
        var offset = Offset(tile.Outer);
        Out(tile.Re, offset, 0, tile.Spare);
        tile.ExchangeRe();
        Out(tile.Im, offset, 0, tile.Spare);
        tile.ExchangeIm();
    }

    public int Offset(long outer) => map.Offset(outer);

    public void Out(ReadOnlySpan<T> tile, int offset, int first, Span<T> row) =>
        RelabelKernel.Move<TVector, T>(tile, row, map.Low, map.High.AsSpan(first / Stretch, row.Length / Stretch), offset, laneOrders);
}
