using System.Numerics;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>Between a state's index and an index within a tile: the tile's bits, pushed together, keep their order.</summary>
internal static class TileBits
{
    /// <summary>The place within the tile of one of its bits.</summary>
    public static int Place(long tile, long bit) => BitOperations.PopCount((ulong)(tile & (bit - 1)));

    /// <summary>The tile's bits of an index, pushed together.</summary>
    public static long Compress(long tile, long index)
    {
        var compressed = 0L;
        for (var (rest, place) = (tile, 0); rest != 0; rest &= rest - 1, place++)
        {
            compressed |= (index & rest & -rest) != 0 ? 1L << place : 0;
        }

        return compressed;
    }

    /// <summary>The index whose bits in <paramref name="mask"/>, pushed together, are <paramref name="compressed"/>.</summary>
    public static long Deposit(long mask, long compressed)
    {
        var index = 0L;
        for (var rest = mask; rest != 0; rest &= rest - 1, compressed >>= 1)
        {
            index |= (compressed & 1) != 0 ? rest & -rest : 0;
        }

        return index;
    }
}
