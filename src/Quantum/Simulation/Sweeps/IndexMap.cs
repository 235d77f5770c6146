using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// An affine map of a tile's indices, S j xor s: every bit of the image is the parity of some bits of the state's index, s what the bits outside the tile
/// contribute. S is kept as tables for the low and the high bits of j, in steps of a vector, and for the lanes.
/// </summary>
internal sealed class IndexMap
{
    private const int MostLowBits = 6;

    private readonly long[] outerParities;

    /// <summary>Per bit of the image, the bits of the state's index whose parity it is.</summary>
    public IndexMap(ReadOnlySpan<long> parities, long tile, int lanes)
    {
        var size = BitOperations.PopCount((ulong)tile);
        Span<int> columns = stackalloc int[size];
        outerParities = new long[parities.Length];
        for (var place = 0; place < parities.Length; place++)
        {
            outerParities[place] = parities[place] & ~tile;
            for (var (rest, column) = (tile, 0); rest != 0; rest &= rest - 1, column++)
            {
                columns[column] |= (parities[place] & rest & -rest) != 0 ? 1 << place : 0;
            }
        }

        var laneBits = BitOperations.Log2((uint)lanes);
        var lowBits = Math.Min(Math.Max(MostLowBits, laneBits), size);
        LowColumns = [.. columns[..lowBits]];
        (Lanes, Low, High) = (Images(columns[..laneBits]), Images(columns[laneBits..lowBits]), Images(columns[lowBits..]));
    }

    /// <summary>S j for every single bit j among the lanes and the low bits.</summary>
    public int[] LowColumns { get; }

    /// <summary>S j for the lanes j of a vector.</summary>
    public int[] Lanes { get; }

    /// <summary>S j for the low bits, a vector apart.</summary>
    public int[] Low { get; }

    /// <summary>S j for the high bits.</summary>
    public int[] High { get; }

    /// <summary>Number of neighbouring indices that the low table and the lanes cover.</summary>
    public int Stretch => Low.Length * Lanes.Length;

    /// <summary>s for a tile.</summary>
    public int Offset(long outer)
    {
        var offset = 0;
        for (var place = 0; place < outerParities.Length; place++)
        {
            offset |= (BitOperations.PopCount((ulong)(outerParities[place] & outer)) & 1) << place;
        }

        return offset;
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
