using QXai.Numerics.Random;
using QXai.Xai.Circuits;

namespace QXai.Xai.Reproductions;

/// <summary>A column of the comparison: a name, the group it belongs to, and the map it gives for one sample, random draws included.</summary>
internal sealed record XqmlMethod(string Name, string Group, Func<XqmlSample, SeededRandom, double[]> Map)
{
    /// <summary>The group of the paper's QLRP.</summary>
    public const string Qlrp = "QLRP";

    /// <summary>The group of the black-box Taylor scores.</summary>
    public const string Taylor = "Taylor";

    /// <summary>The group of methods that the paper did not invent.</summary>
    public const string Standard = "standard";

    private const int PathPoints = 128;

    /// <summary>All methods, in the order in which they are shown.</summary>
    public static IReadOnlyList<XqmlMethod> All { get; } =
    [
        OfQlrp(QlrpBasis.MatrixEntries, QlrpShare.TaylorInfinity, "qlrp entries t-inf"),
        OfQlrp(QlrpBasis.MatrixEntries, QlrpShare.GradientTimesDifference, "qlrp entries grad"),
        OfQlrp(QlrpBasis.MatrixEntries, QlrpShare.Mixed, "qlrp entries mixed"),
        OfQlrp(QlrpBasis.Pauli, QlrpShare.TaylorInfinity, "qlrp pauli t-inf"),
        OfQlrp(QlrpBasis.Pauli, QlrpShare.GradientTimesDifference, "qlrp pauli grad"),
        new("qlrp pauli mixed = pauli split", Qlrp, (sample, _) => new PauliSplit().Of(sample.Score, sample.X).Relevance),
        new("taylor-infinity (root)", Taylor, (sample, _) => TaylorInfinity.Differences(sample.Score, sample.X, sample.Root.Point)),
        new("taylor (root)", Taylor, (sample, _) => Circuits.Taylor.Terms(sample.Score.Gradient(sample.Root.Point), sample.X, sample.Root.Point)),
        new("taylor-infinity (zeros)", Taylor, (sample, _) => TaylorInfinity.Differences(sample.Score, sample.X, new double[sample.X.Length])),
        new("gradient x input", Standard, (sample, _) => Times(sample.Score.Gradient(sample.X), sample.X)),
        new("integrated gradients", Standard, (sample, _) => IntegratedGradients(sample.Score, sample.X)),
        new("shapley (zeros)", Standard, (sample, _) => new ExactShapley().Of(sample.Score, sample.X).Relevance),
        new("saliency", Standard, (sample, _) => [.. sample.Score.Gradient(sample.X).Select(Math.Abs)]),
        new("random", "random", (sample, random) => [.. sample.X.Select(_ => random.NextGaussian())]),
    ];

    private static XqmlMethod OfQlrp(QlrpBasis basis, QlrpShare share, string name) => new(
        name, Qlrp, (sample, _) => new Qlrp().Of(sample.Score, sample.X, sample.Root.Point, new() { Basis = basis, Share = share }).Relevance);

    private static double[] Times(double[] a, double[] b) => [.. a.Zip(b, (left, right) => left * right)];

    /// <summary>From zeros, by the midpoint rule, whose error here is below 1e-4 of the score.</summary>
    private static double[] IntegratedGradients(CircuitScore score, double[] x)
    {
        var sum = new double[x.Length];
        for (var k = 0; k < PathPoints; k++)
        {
            var slope = score.Gradient([.. x.Select(xi => xi * (k + 0.5) / PathPoints)]);
            sum = [.. sum.Select((own, i) => own + slope[i] / PathPoints)];
        }

        return Times(sum, x);
    }
}
