using System.Numerics;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// An invertible relabelling of a state's index that is linear over the field of two elements and changes the bits of a tile only: every such bit becomes the
/// parity of some bits of the old index, in the tile or outside.
/// </summary>
internal sealed class LinearMap
{
    private LinearMap(long tile, long[] forward) => (Tile, Forward, Backward) = (tile, forward, Inverse(tile, forward));

    /// <summary>The bits that may change.</summary>
    public long Tile { get; }

    /// <summary>Per bit of the new index, the bits of the old one whose parity it is.</summary>
    public long[] Forward { get; }

    /// <summary>Per bit of the old index, the bits of the new one whose parity it is.</summary>
    public long[] Backward { get; }

    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => Unfinished(Forward) == 0;

    /// <summary>The map that makes a bit of the index of every wanted parity, all of which must be independent within the tile.</summary>
    /// <remarks>
    /// The other bits are old ones, to which parities are added so that no flip changes them; they stay at their places where those are free.
    /// </remarks>
    public static LinearMap Making(ReadOnlySpan<WantedParity> wanted, long tile, int qubits)
    {
        var (forward, pivots) = (Identity(qubits), new IndependentParities(tile));
        var (filled, used) = (0L, 0L);
        foreach (var parity in wanted)
        {
            var pivot = pivots.Add(parity.Parity, parity.IsExact ? 1L << parity.Place : parity.Flip);
            var place = parity.IsExact ? parity.Place : BitOperations.TrailingZeroCount(pivot);
            forward[place] = parity.Parity;
            (filled, used) = (filled | 1L << place, used | pivot);
        }

        foreach (var (from, to) in Pairs(tile & ~used, tile & ~filled))
        {
            forward[to] = 1L << from;
            foreach (var parity in wanted)
            {
                forward[to] ^= (parity.Flip >> from & 1) != 0 ? parity.Parity : 0;
            }
        }

        return new(tile, forward);
    }

    /// <summary>The parities of single bits.</summary>
    public static long[] Identity(int qubits) => [.. Enumerable.Range(0, qubits).Select(bit => 1L << bit)];

    /// <summary>The bits whose parity is not that of the bit alone.</summary>
    public static long Unfinished(ReadOnlySpan<long> parities)
    {
        var bits = 0L;
        for (var bit = 0; bit < parities.Length; bit++)
        {
            bits |= parities[bit] == 1L << bit ? 0 : 1L << bit;
        }

        return bits;
    }

    /// <summary>Some bits of the old index, as a parity of bits of the new one.</summary>
    public long MoveParity(long parity)
    {
        var moved = parity & ~Tile;
        for (var rest = parity & Tile; rest != 0; rest &= rest - 1)
        {
            moved ^= Backward[BitOperations.TrailingZeroCount(rest)];
        }

        return moved;
    }

    /// <summary>The bits of the new index that turn over when the given bits of the old one do.</summary>
    public long MoveFlip(long flip)
    {
        var moved = flip & ~Tile;
        for (var rest = Tile; rest != 0; rest &= rest - 1)
        {
            moved |= (BitOperations.PopCount((ulong)(Forward[BitOperations.TrailingZeroCount(rest)] & flip)) & 1) != 0 ? rest & -rest : 0;
        }

        return moved;
    }

    /// <summary>The numbers of the bits of a set, in order.</summary>
    public static IEnumerable<int> Bits(long set)
    {
        for (; set != 0; set &= set - 1)
        {
            yield return BitOperations.TrailingZeroCount(set);
        }
    }

    /// <summary>Bits that are in both sets first, with themselves, then the others in order.</summary>
    private static IEnumerable<(int From, int To)> Pairs(long from, long to) =>
        Bits(from & to).Zip(Bits(from & to)).Concat(Bits(from & ~to).Zip(Bits(to & ~from)));

    /// <summary>Gauss and Jordan on the equations new bit = parity of old bits; outside the tile old and new bits are the same.</summary>
    private static long[] Inverse(long tile, long[] forward)
    {
        var (old, inverse) = (forward.ToArray(), Identity(forward.Length));
        foreach (var column in Bits(tile))
        {
            var row = Bits(tile).First(row => row >= column && (old[row] >> column & 1) != 0);
            (old[row], old[column], inverse[row], inverse[column]) = (old[column], old[row], inverse[column], inverse[row]);
            foreach (var other in Bits(tile))
            {
                if (other != column && (old[other] >> column & 1) != 0)
                {
                    old[other] ^= old[column];
                    inverse[other] ^= inverse[column];
                }
            }
        }

        foreach (var bit in Bits(tile))
        {
            inverse[bit] ^= old[bit] & ~tile;
        }

        return inverse;
    }
}

/// <summary>
/// A parity that is to be a bit of the index: the bit number <paramref name="Place"/> if that is exact, else any. <paramref name="Flip"/> are the
/// bits that turn this parity over and are to change no other bit; 0 where nobody cares.
/// </summary>
internal readonly record struct WantedParity(long Parity, long Flip, int Place, bool IsExact = false);
