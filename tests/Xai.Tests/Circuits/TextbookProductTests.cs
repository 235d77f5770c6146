using QXai.Reference.Explanations;

namespace QXai.Xai.Tests.Circuits;

/// <summary>The two textbook twins of QLRP and of the Pauli split against each other: explicit matrices, and product states.</summary>
public class TextbookProductTests
{
    [Fact]
    public void BothTwinsOfQlrpAgree() => RandomScores.Check(10, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(3);
        var (x, reference) = (scores.Point(3), scores.Point(3));
        double[] weights = [.. score.Weights];
        var product = new TextbookProductScore(score.Encoding.V, score.Encoding.U, score.Observable, weights);
        foreach (var pauli in new[] { false, true })
        {
            var matrices = new TextbookQlrp(score.Encoding.V, score.Encoding.U, score.Observable, weights, pauli);
            Same(matrices.ByTaylorInfinity(x, reference), product.Qlrp(x, reference, CoordinateShare.Replacement, pauli, 0));
            Same(matrices.ByGradient(x, reference), product.Qlrp(x, reference, CoordinateShare.Slope, pauli, 0));
            Same(matrices.ByMixing(x), product.Qlrp(x, reference, CoordinateShare.Mixing, pauli, 0));
        }

        var split = new TextbookQubitSplit(score.Encoding.V, score.Encoding.U, score.Observable, x, weights);
        RandomScores.Close(split.ByWords(), product.Split(x).Shares, score);
        Assert.Equal(split.Value(0), product.Split(x).Identity, 1e-11 * (1 + score.Observable.Bound));

        void Same(
            (double[] Relevance, double Unassigned, double Uncertainty) expected,
            (double[] Shares, double Identity, double Undefined, double Leak) actual)
        {
            var tolerance = 1e-10 * (1 + score.Observable.Bound) + expected.Uncertainty;
            Assert.All(expected.Relevance.Zip(actual.Shares), pair => Assert.Equal(pair.First, pair.Second, tolerance));
            Assert.Equal(expected.Unassigned, actual.Identity + actual.Undefined, tolerance);
        }
    });
}
