namespace QXai.Data.Images;

/// <summary>
/// For each output pixel along one axis, the source pixels it draws on and their weights, which add up to 1. Output pixel i has its centre at x =
/// start + (i + 1/2) r, r = length / count, in the source, whose pixel j covers [j, j + 1). Pixels outside the picture have no weight.
/// </summary>
internal sealed class FilterTaps
{
    private readonly int[] first;
    private readonly float[][] weights;

    /// <summary>The taps that take the stretch [start, start + length) of <paramref name="size"/> source pixels to <paramref name="count"/> output
    /// pixels.</summary>
    public FilterTaps(ResizeFilter filter, int size, double start, double length, int count)
    {
        first = new int[count];
        weights = new float[count][];
        var ratio = length / count;
        var reach = Reach(filter, ratio);
        for (var i = 0; i < count; i++)
        {
            var x = start + (i + 0.5) * ratio;
            var from = Math.Clamp((int)Math.Floor(x - reach), 0, size - 1);
            var to = Math.Clamp((int)Math.Ceiling(x + reach), from + 1, size);
            var raw = Enumerable.Range(from, to - from).Select(j => Weight(filter, j, x, ratio)).ToArray();
            var total = raw.Sum();
            (first[i], weights[i]) = (from, Array.ConvertAll(raw, weight => (float)(weight / total)));
        }
    }

    /// <summary>The first source pixel of an output pixel.</summary>
    public int First(int output) => first[output];

    /// <summary>The weights of that source pixel and the ones after it.</summary>
    public ReadOnlySpan<float> Weights(int output) => weights[output];

    private static double Reach(ResizeFilter filter, double ratio) => filter switch
    {
        ResizeFilter.Nearest => 0,
        ResizeFilter.Area => ratio / 2,
        ResizeFilter.Triangle => Math.Max(1, ratio),
        _ => 2 * Math.Max(1, ratio),
    };

    private static double Weight(ResizeFilter filter, int j, double x, double ratio)
    {
        var d = Math.Abs(j + 0.5 - x) / Math.Max(1, ratio);
        return filter switch
        {
            ResizeFilter.Nearest => 1,
            ResizeFilter.Area => Math.Max(0, Math.Min(j + 1, x + ratio / 2) - Math.Max(j, x - ratio / 2)),
            ResizeFilter.Triangle => Math.Max(0, 1 - d),
            _ when d < 1 => (1.5 * d - 2.5) * d * d + 1,
            _ when d < 2 => ((-0.5 * d + 2.5) * d - 4) * d + 2,
            _ => 0,
        };
    }
}
