using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// What it takes to move amplitudes by an affine map: to[j] := from[S j xor s]. Indices j are taken stretch by stretch, as long as the map's low table, and a
/// stretch may have any place in the target. Lane j of a vector takes lane (S j xor i) of another, i being the lane bits of the image of the vector's first
/// lane; the other is the one at that image or others a fixed distance away, one distance for the high bits of every S j. Where there are two, they
/// often are those of two moved vectors, which are then made together.
/// </summary>
internal sealed class MoveTables<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes the map and the place of every stretch, which must be linear in its number; stretches are moved in the order of places or of
    /// images.</summary>
    public MoveTables(IndexMap map, ReadOnlySpan<int> places, bool byImage)
    {
        ReadOnlySpan<int> images = map.Lanes;
        var mask = images.Length - 1;
        (Low, High, Places) = (map.Low, [.. map.High], places.ToArray());
        Array.Sort(byImage ? High : Places, byImage ? Places : High);
        Distances = [.. images.ToArray().Select(image => image & ~mask).Distinct().Order()];
        if (Distances.Length == 2)
        {
            FindPartner(map, places);
        }

        Orders = new T[images.Length * images.Length];
        Masks = new T[images.Length * Distances.Length];
        Span<int> lanes = stackalloc int[images.Length];
        for (var first = 0; first < images.Length; first++)
        {
            for (var lane = 0; lane < images.Length; lane++)
            {
                lanes[lane] = (images[lane] ^ first) & mask;
            }

            LaneIndices.Write<T>(lanes, Orders.AsSpan(first * images.Length, images.Length));
        }

        for (var k = 0; k < Distances.Length; k++)
        {
            for (var lane = 0; lane < images.Length; lane++)
            {
                lanes[lane] = (images[lane] & ~mask) == Distances[k] ? -1 : 0;
            }

            LaneIndices.Write<T>(lanes, Masks.AsSpan(k * images.Length, images.Length));
        }
    }

    /// <summary>S j for the low bits, a vector apart.</summary>
    public int[] Low { get; }

    /// <summary>S j for the high bits: for the first index of every stretch.</summary>
    public int[] High { get; }

    /// <summary>Where every stretch begins in the target.</summary>
    public int[] Places { get; }

    /// <summary>The distances of vectors, as exclusive or; 0, that of lane 0, is the first.</summary>
    public int[] Distances { get; }

    /// <summary>Per distance, all bits set in the lanes that take it.</summary>
    public T[] Masks { get; }

    /// <summary>The lane order for every i.</summary>
    public T[] Orders { get; }

    /// <summary>Whether vectors are made in pairs.</summary>
    public bool HasPartners { get; private set; }

    /// <summary>The place of a vector's partner, as exclusive or of the stretch's place and of the entry of the low table.</summary>
    public (int Place, int Low) Partner { get; private set; }

    /// <summary>The vector whose image is one distance away: it takes the same two vectors.</summary>
    private void FindPartner(IndexMap map, ReadOnlySpan<int> places)
    {
        for (var stretch = 0; stretch < map.High.Length && !HasPartners; stretch++)
        {
            if (Array.IndexOf(map.Low, map.High[stretch] ^ Distances[1]) is >= 0 and var low)
            {
                (HasPartners, Partner) = (true, (places[stretch], low));
            }
        }
    }
}
