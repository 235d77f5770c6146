using System.Text.Json;
using QXai.Numerics;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Faithfulness;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Tests.Cases;

/// <summary>Cases of metrics. Distances that no metric here uses (Manhattan, Chebyshev, cosine, the largest norm) are not checked.</summary>
internal static class MetricCases
{
    public static IReadOnlyDictionary<string, Action<JsonElement>> All { get; } = new Dictionary<string, Action<JsonElement>>
    {
        ["perturbation-curve"] = RegionCurve,
        ["similarities"] = Similarities,
        ["norms"] = EuclideanNorm,
        ["gini-entropy"] = Complexity,
        ["del-ins"] = Areas,
    };

    /// <summary>Regions of 2 x 2 pixels, by the gradient's sum over a region: the pixels of a region stand together in the order.</summary>
    private static void RegionCurve(JsonElement c)
    {
        double[] weights = [.. Enumerable.Range(0, 16).Select(i => (double)i)];
        double Linear(Tensor<double> x) => x.Span.ToArray().Zip(weights, (a, w) => a * w).Sum();
        int[] order = [.. new[] { 10, 8, 2, 0 }.SelectMany(corner => new[] { corner, corner + 1, corner + 4, corner + 5 })];
        double[][] curves = [.. new[] { 0, 16 }.Select(first => PerturbationCurve.Of(
            inputs => [.. Enumerable.Range(0, inputs.Shape[0]).Select(i => Linear(inputs.Slice(i)))],
            Tensor<double>.From(new(1, 4, 4), [.. weights.Select(w => w + first)]),
            new Tensor<double>(new(1, 4, 4)),
            order,
            steps: 4))];
        Numbers.AssertClose(c.Expected("outputs"), curves.Select(curve => curve[0]).ToArray());
        Numbers.AssertClose(
            c.Expected("mean_square_after_0_1_2_3_regions"),
            Enumerable.Range(0, 4).Select(s => curves.Average(curve => curve[s] * curve[s])).ToArray());
    }

    private static void Similarities(JsonElement c)
    {
        double[][] a = [[0, 1, 0, 1], [-1, 1, 1]], b = [[1, 2, 1, 0], [0, 0, 2]];
        Numbers.AssertClose(c.Expected("pearson=spearman=kendall"), a.Zip(b, (u, v) => Correlation.Pearson(u, v)!.Value).ToArray());
        Numbers.AssertClose(c.Expected("pearson=spearman=kendall"), a.Zip(b, (u, v) => Correlation.Spearman(u, v)!.Value).ToArray());
    }

    /// <summary>A map of norm 1 that moves by the case's vector is as sensitive as the vector is long.</summary>
    private static void EuclideanNorm(JsonElement c)
    {
        var step = Numbers.Of(c.GetProperty("input"));
        double[] unit = [1, 0, 0, 0, 0];
        var moved = Tensor<double>.From(new(5), [.. unit.Zip(step, (u, s) => u + s)]);
        var subject = new MetricCase(Tensor<double>.From(new(5), step), Tensor<double>.From(new(5), unit)) { Explain = _ => moved };
        Numbers.AssertClose([c.Expected()[0]], [MetricCatalogue.Find("max-sensitivity").Evaluate(subject)!.Value]);
    }

    private static void Complexity(JsonElement c)
    {
        var maps = c.GetProperty("input").EnumerateArray().Select(Numbers.Of)
            .Select(map => new MetricCase(new Tensor<double>(new(4)), Tensor<double>.From(new(4), map))).ToArray();
        Numbers.AssertClose(c.Expected("gini"), maps.Select(map => MetricCatalogue.Find("gini").Evaluate(map)!.Value).ToArray());
        Numbers.AssertClose(c.Expected("entropy"), maps.Select(map => MetricCatalogue.Find("entropy").Evaluate(map)!.Value).ToArray());
    }

    private static void Areas(JsonElement c)
    {
        var values = Numbers.Of(c.GetProperty("input"));
        BatchScore sum = inputs => [.. Enumerable.Range(0, inputs.Shape[0]).Select(i => inputs.Slice(i).Span.ToArray().Sum())];
        var (input, zero) = (Tensor<double>.From(new(4), values), new Tensor<double>(new(4)));
        Numbers.AssertClose(c.Expected("deletion_curve"), PerturbationCurve.Of(sum, input, zero, [0, 1, 2, 3], 4));
        Numbers.AssertClose(c.Expected("insertion_curve"), PerturbationCurve.Of(sum, zero, input, [0, 1, 2, 3], 4));
        var subject = new MetricCase(input, input.Clone()) { Score = sum, Baseline = zero };
        Numbers.AssertClose(c.Expected("deletion_auc"), [MetricCatalogue.Find("deletion").Evaluate(subject)!.Value]);
        Numbers.AssertClose(c.Expected("insertion_auc"), [MetricCatalogue.Find("insertion").Evaluate(subject)!.Value]);
    }
}
