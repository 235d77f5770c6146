using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Turns on bits within a vector: per turn one vector of signed tangents, -t in the lanes where the bit is 0 and t where it is 1, and the lane orders
/// j -> j xor k for all k, which no angle changes.
/// </summary>
internal sealed class LaneTurns<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T[]?[] OrdersByLanes = new T[]?[65];

    private readonly int[] bits;

    /// <summary>The tables for the given turns, whose places are all within the <paramref name="lanes"/>.</summary>
    public LaneTurns(ReadOnlySpan<Turn> turns, int lanes)
    {
        (bits, Tangents, Orders) = (new int[turns.Length], new T[turns.Length * lanes], OrdersByLanes[lanes] ??= AllOrders(lanes));
        for (var k = 0; k < turns.Length; k++)
        {
            bits[k] = 1 << turns[k].Place;
            Swapped |= turns[k].Swap ? bits[k] : 0;
            var tangent = T.CreateTruncating(turns[k].T);
            for (var lane = 0; lane < lanes; lane++)
            {
                Tangents[k * lanes + lane] = (lane & bits[k]) == 0 ? -tangent : tangent;
            }
        }
    }

    /// <summary>Number of turns.</summary>
    public int Count => bits.Length;

    /// <summary>The lane bit of every turn.</summary>
    public ReadOnlySpan<int> Bits => bits;

    /// <summary>The lane bits that change places after the turns.</summary>
    public int Swapped { get; }

    /// <summary>Per turn, every lane's signed tangent.</summary>
    public T[] Tangents { get; }

    /// <summary>The lane order j -> j xor k starts at k times the number of lanes.</summary>
    public T[] Orders { get; }

    private static T[] AllOrders(int lanes)
    {
        var (orders, order) = (new T[lanes * lanes], new int[lanes]);
        for (var k = 0; k < lanes; k++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                order[lane] = lane ^ k;
            }

            LaneIndices.Write<T>(order, orders.AsSpan(k * lanes, lanes));
        }

        return orders;
    }
}
