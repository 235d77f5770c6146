using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Xai.Metrics.Faithfulness;

/// <summary>
/// The score along a path on which pixels change from one picture to another, most relevant first: f(x_0), ..., f(x_S), where x_s has the first
/// round(s P / S) pixels of the order from <c>to</c> and the others from <c>from</c>. Both ends are part of the curve.
/// </summary>
public static class PerturbationCurve
{
    private const int Tile = 64;

    /// <summary>
    /// The pixels by falling relevance. Equal relevances are ordered at random: a constant map is then a random map, and no place of the picture is
    /// favoured.
    /// </summary>
    public static int[] Order(ReadOnlySpan<double> relevance, SeededRandom random)
    {
        var (order, keys) = (new int[relevance.Length], new double[relevance.Length]);
        for (var p = 0; p < order.Length; p++)
        {
            order[p] = p;
        }

        random.Shuffle(order.AsSpan());
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = -relevance[order[i]];
        }

        int[] places = [.. Enumerable.Range(0, order.Length).OrderBy(i => keys[i])];
        return [.. places.Select(place => order[place])];
    }

    /// <summary>
    /// The <paramref name="steps"/> + 1 scores from <paramref name="from"/> to <paramref name="to"/>; at most one step per pixel. Inputs are scored in
    /// tiles of 64, so that memory does not grow with the number of steps.
    /// </summary>
    public static double[] Of(BatchScore score, Tensor<double> from, Tensor<double> to, ReadOnlySpan<int> order, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        steps = Math.Min(steps, order.Length);
        var (curve, picture, done) = (new double[steps + 1], from.Clone(), 0);
        for (var first = 0; first <= steps; first += Tile)
        {
            var count = Math.Min(Tile, steps + 1 - first);
            var batch = new Tensor<double>(new Shape([count, .. from.Shape.Extents]));
            for (var i = 0; i < count; i++)
            {
                var until = (int)Math.Round((double)(first + i) * order.Length / steps);
                Replace(picture, to, order[done..until]);
                done = until;
                picture.Span.CopyTo(batch.Slice(i).Span);
            }

            score(batch).CopyTo(curve, first);
        }

        return curve;
    }

    /// <summary>
    /// The area under a curve over [0, 1] by the trapezoid rule: the mean of the scores with both ends counted half. (Leaving out the unperturbed
    /// point, as some tools do, makes areas of different resolutions incomparable.)
    /// </summary>
    public static double Area(ReadOnlySpan<double> curve)
    {
        var sum = (curve[0] + curve[^1]) / 2;
        foreach (var value in curve[1..^1])
        {
            sum += value;
        }

        return sum / (curve.Length - 1);
    }

    /// <summary>Puts all channels of the named pixels of <paramref name="source"/> into <paramref name="picture"/>.</summary>
    internal static void Replace(Tensor<double> picture, Tensor<double> source, ReadOnlySpan<int> pixels)
    {
        var plane = picture.Shape.Rank == 3 ? picture.Shape[1] * picture.Shape[2] : picture.Length;
        var into = picture.Span;
        var values = source.Span;
        foreach (var pixel in pixels)
        {
            for (var e = pixel; e < into.Length; e += plane)
            {
                into[e] = values[e];
            }
        }
    }
}
