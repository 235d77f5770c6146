using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Xai.Metrics.Faithfulness;

namespace QXai.Xai.Metrics;

/// <summary>
/// One explanation as metrics see it. A pixel is what can be taken away as a whole: all channels at one place of an image [C, H, W], or one input of a
/// bare circuit [n]. Element e of the input belongs to pixel e mod P, P the number of pixels.
/// </summary>
public sealed class MetricCase
{
    /// <summary>
    /// An explanation of <paramref name="input"/>, of shape [C, H, W] or [n], by <paramref name="relevance"/>, of the same shape or [H, W].
    /// </summary>
    public MetricCase(Tensor<double> input, Tensor<double> relevance)
    {
        Input = input;
        PixelCount = input.Shape.Rank == 3 ? input.Shape[1] * input.Shape[2] : input.Length;
        Relevance = PixelSums(relevance);
    }

    /// <summary>x.</summary>
    public Tensor<double> Input { get; }

    /// <summary>P.</summary>
    public int PixelCount { get; }

    /// <summary>R_p: the relevance of each pixel, summed over channels.</summary>
    public double[] Relevance { get; }

    /// <summary>f(x), what was explained.</summary>
    public double Output { get; init; }

    /// <summary>What the method promises that the relevances add up to, f(x) or f(x) - f(reference); null where it promises nothing.</summary>
    public double? Promised { get; init; }

    /// <summary>f for other inputs.</summary>
    public BatchScore? Score { get; init; }

    /// <summary>What stands for absent pixels, of the input's shape.</summary>
    public Tensor<double>? Baseline { get; init; }

    /// <summary>
    /// The pixels, most relevant first, for metrics that take them one after another; where it is null, every metric orders equal relevances anew.
    /// </summary>
    public int[]? Order { get; init; }

    /// <summary>Where the object is: one entry per pixel, true inside.</summary>
    public bool[]? Mask { get; init; }

    /// <summary>The same method's relevance for another input of the same shape.</summary>
    public Func<Tensor<double>, Tensor<double>>? Explain { get; init; }

    /// <summary>The same method's relevances for this input and models randomised further and further, from the head down.</summary>
    public IReadOnlyList<Tensor<double>>? RandomisedMaps { get; init; }

    /// <summary>The same method's relevance for this input and a model trained on random labels.</summary>
    public Tensor<double>? RandomLabelMap { get; init; }

    /// <summary>Seeds what a metric draws; every metric derives its own generator from it.</summary>
    public ulong Seed { get; init; }

    /// <summary>The pixels, most relevant first, as one metric takes them.</summary>
    public int[] OrderFor(IMetric metric) => Order ?? PerturbationCurve.Order(Relevance, RandomFor(metric));

    /// <summary>The generator of one metric's draws: depends on <see cref="Seed"/> and the metric's name only.</summary>
    public SeededRandom RandomFor(IMetric metric) => new SeededRandom(Seed).Derive(metric.Name.Aggregate(0UL, (key, letter) => (key * 31) + letter));

    /// <summary>A map of the shapes that the constructor takes, as one number per pixel.</summary>
    public double[] PixelSums(Tensor<double> map)
    {
        var values = map.Span;
        if (values.Length % PixelCount != 0 || values.Length == 0 || values.Length > Input.Length)
        {
            throw new ShapeException($"MetricCase: a map of shape {map.Shape} does not belong to an input of shape {Input.Shape} with {PixelCount} pixels.");
        }

        var sums = new double[PixelCount];
        for (var e = 0; e < values.Length; e++)
        {
            sums[e % PixelCount] += values[e];
        }

        return sums;
    }

    /// <summary><paramref name="value"/>, or an exception that names the metric and what it lacks.</summary>
    internal static T Need<T>(IMetric metric, T? value, string what)
        where T : class =>
        value ?? throw new InvalidOperationException($"{metric.Name}: the case has no {what}, which this metric needs ({metric.Needs}).");
}
