namespace QXai.Xai.Metrics.Similarity;

/// <summary>How two lists of numbers go together; null where one of them is constant.</summary>
public static class Correlation
{
    /// <summary>Pearson's r = sum (a - mean a)(b - mean b) / sqrt(sum (a - mean a)^2 sum (b - mean b)^2), in [-1, 1].</summary>
    public static double? Pearson(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"Correlation: {a.Length} numbers cannot be paired with {b.Length}.");
        }

        var (meanA, meanB) = (Mean(a), Mean(b));
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (u, v) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + (u * v), aa + (u * u), bb + (v * v));
        }

        return aa > 0 && bb > 0 ? Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1) : null;
    }

    /// <summary>Spearman's rho: Pearson's r of the ranks; equal values share the mean of their ranks.</summary>
    public static double? Spearman(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Pearson(Ranks(a), Ranks(b));

    /// <summary>Spearman's rho of |a| and |b|: where two maps see something, whatever its sign.</summary>
    public static double? OfMagnitudes(double[] a, double[] b) => Spearman(Array.ConvertAll(a, Math.Abs), Array.ConvertAll(b, Math.Abs));

    /// <summary>The ranks 1..n of the values in rising order; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
            {
                end++;
            }

            for (var i = first; i < end; i++)
            {
                ranks[order[i]] = (first + 1 + end) / 2.0;
            }

            first = end;
        }

        return ranks;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
