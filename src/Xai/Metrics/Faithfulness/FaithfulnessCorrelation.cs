using QXai.Numerics.Random;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Metrics.Faithfulness;

/// <summary>
/// Faithfulness correlation: Pearson's correlation, over random sets S of a quarter of the pixels, of sum_{i in S} R_i with f(x) - f(x with S at the
/// baseline). Undefined where either is constant. Bhatt, Weller and Moura, 2020, definition 3.
/// </summary>
public sealed class FaithfulnessCorrelation : IMetric
{
    /// <summary>The number of sets drawn.</summary>
    public const int Sets = 64;

    /// <inheritdoc/>
    public string Name => "faithfulness-correlation";

    /// <inheritdoc/>
    public string Summary =>
        "the correlation, over random sets of pixels, of a set's relevance with the fall of the score when the set is replaced by the baseline";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Faithfulness;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public string Range => "[-1, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Score;

    /// <inheritdoc/>
    public string Source => "Bhatt et al. 2020, definition 3";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var size = Math.Max(1, subject.PixelCount / 4);
        var random = subject.RandomFor(this);
        var effects = RemovalEffects.Of(this, subject, Sets, set => RandomSubset(random.Derive((ulong)set), subject.PixelCount, size));
        return Correlation.Pearson(effects.Relevance, effects.Fall);
    }

    private static int[] RandomSubset(SeededRandom random, int count, int size)
    {
        int[] pixels = [.. Enumerable.Range(0, count)];
        random.Shuffle(pixels.AsSpan());
        return pixels[..size];
    }
}
