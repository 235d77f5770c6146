using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Where the lanes of a relabelled vector come from. With S j the image of lane j, lane j takes lane (S j xor i) of a vector, i being the lane bits of the
/// image of the vector's first lane; the vector is the one at that image, or others a fixed distance away, a distance for the high bits of every S j. Where there are two vectors,
/// they often are those of two relabelled vectors, which are then made together.
/// </summary>
internal sealed class LaneSources<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes the images of all lanes, of the low and of the high bits.</summary>
    public LaneSources(IndexMap map)
    {
        ReadOnlySpan<int> images = map.Lanes;
        var mask = images.Length - 1;
        Orders = new T[images.Length * images.Length];
        Distances = [.. images.ToArray().Select(image => image & ~mask).Distinct().OrderBy(distance => distance)];
        Masks = new T[images.Length * Distances.Length];
        Partner = Distances.Length == 2 ? Find(map, Distances[1]) : null;
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

    /// <summary>
    /// Where there are two vectors: the entries of the high and of the low table of a relabelled vector that takes the same two as the first does; null
    /// where there is none.
    /// </summary>
    public (int High, int Low)? Partner { get; }

    /// <summary>The lane order for every i.</summary>
    public T[] Orders { get; }

    /// <summary>The distances of vectors, as exclusive or; 0, that of lane 0, is the first.</summary>
    public int[] Distances { get; }

    /// <summary>Per distance, all bits set in the lanes that take it.</summary>
    public T[] Masks { get; }

    private static (int High, int Low)? Find(IndexMap map, int image)
    {
        for (var high = 0; high < map.High.Length; high++)
        {
            if (Array.IndexOf(map.Low, map.High[high] ^ image) is >= 0 and var low)
            {
                return (high, low);
            }
        }

        return null;
    }
}
