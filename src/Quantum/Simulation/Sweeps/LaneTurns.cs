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
    private readonly T[] signs;

    /// <summary>Room for turns on the given places, all within the <paramref name="lanes"/>.</summary>
    public LaneTurns(int[] places, int lanes)
    {
        bits = [.. places.Select(place => 1 << place)];
        (Tangents, signs, Orders) = (new T[bits.Length * lanes], new T[bits.Length * lanes], OrdersByLanes[lanes] ??= AllOrders(lanes));
        for (var i = 0; i < signs.Length; i++)
        {
            signs[i] = (i % lanes & bits[i / lanes]) == 0 ? -T.One : T.One;
        }
    }

    /// <summary>Takes the tangent of turn <paramref name="k"/>, and whether it exchanges the two amplitudes.</summary>
    public void Bind<TVector>(int k, T tangent, bool swap)
        where TVector : struct, ISimd<TVector, T>
    {
        var start = k * TVector.Lanes;
        (TVector.Broadcast(tangent) * TVector.Load(in signs.AsSpan(start, TVector.Lanes)[0], 0)).Store(ref Tangents.AsSpan(start, TVector.Lanes)[0], 0);
        Swapped = swap ? Swapped | bits[k] : Swapped & ~bits[k];
    }

    /// <summary>Number of turns.</summary>
    public int Count => bits.Length;

    /// <summary>The lane bit of every turn.</summary>
    public ReadOnlySpan<int> Bits => bits;

    /// <summary>The lane bits that change places after the turns.</summary>
    public int Swapped { get; private set; }

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
