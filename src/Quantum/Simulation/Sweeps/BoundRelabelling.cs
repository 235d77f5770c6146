using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A linear relabelling of a tile: the amplitude at index j comes from S j xor s, where s depends on the bits outside the tile. S is kept as tables for the
/// low and the high bits of j, and as lane orders, one for every value of the lane bits of S j xor s at a vector's first lane.
/// </summary>
internal sealed class BoundRelabelling<TVector, T> : IBoundPhase<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostLowBits = 7;

    private readonly long[] outerParities;
    private readonly int[] low, high;
    private readonly T[] laneOrders;

    /// <summary>Binds the parities: per place of the tile, the bits of the state's index whose parity is the bit there.</summary>
    public BoundRelabelling(ReadOnlySpan<long> parities, long tile)
    {
        var size = parities.Length;
        Span<int> columns = stackalloc int[size];
        outerParities = new long[size];
        for (var place = 0; place < size; place++)
        {
            outerParities[place] = parities[place] & ~tile;
            for (var (rest, column) = (tile, 0); rest != 0; rest &= rest - 1, column++)
            {
                columns[column] |= (parities[place] & rest & -rest) != 0 ? 1 << place : 0;
            }
        }

        var laneBits = BitOperations.Log2((uint)TVector.Lanes);
        var lowBits = Math.Min(Math.Max(MostLowBits, laneBits), size);
        (low, high) = (Images(columns[laneBits..lowBits]), Images(columns[lowBits..]));
        laneOrders = new T[TVector.Lanes * TVector.Lanes];
        var (lanes, order) = (Images(columns[..laneBits]), new int[TVector.Lanes]);
        for (var shift = 0; shift < TVector.Lanes; shift++)
        {
            for (var lane = 0; lane < TVector.Lanes; lane++)
            {
                order[lane] = lanes[lane] ^ shift;
            }

            LaneIndices.Write<T>(order, laneOrders.AsSpan(shift * TVector.Lanes, TVector.Lanes));
        }
    }

    public void Run(ref Tile<T> tile)
    {
        var offset = 0;
        for (var place = 0; place < outerParities.Length; place++)
        {
            offset |= (BitOperations.PopCount((ulong)(outerParities[place] & tile.Outer)) & 1) << place;
        }

        RelabelKernel.Move<TVector, T>(tile.Re, tile.Spare, low, high, offset, laneOrders);
        tile.ExchangeRe();
        RelabelKernel.Move<TVector, T>(tile.Im, tile.Spare, low, high, offset, laneOrders);
        tile.ExchangeIm();
    }

    /// <summary>S j for every j made of the given columns.</summary>
    private static int[] Images(ReadOnlySpan<int> columns)
    {
        var images = new int[1 << columns.Length];
        for (var j = 1; j < images.Length; j++)
        {
            images[j] = images[j & (j - 1)] ^ columns[BitOperations.TrailingZeroCount(j)];
        }

        return images;
    }
}
