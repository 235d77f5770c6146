using QXai.Numerics;
using QXai.Quantum;
using QXai.Reference.Explanations;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>Dividends, Shapley values and the two pairwise quantities.</summary>
public class ShapleyTests
{
    // verifies XQML (II)
    [Fact]
    public void SharesSumToTheDifference() => RandomScores.Check(40, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Reuploaded(1 + (int)(seed % 4), 2);
        var result = new ExactShapley().Of(score, scores.Point(score.Inputs), scores.Point(score.Inputs));
        Assert.Equal(0, result.Residual, 1e-12 * (1 + score.Observable.Bound));
    });

    // D_S sum to f(x) - f(x~), |S| = 1 is Taylor-infinity
    [Fact]
    public void DividendsAreTaylorInfinityAndInteractions() => RandomScores.Check(40, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 5));
        var (x, reference) = (scores.Point(score.Inputs), scores.Point(score.Inputs));
        var dividends = Dividends.Of(score, x, reference);
        Assert.Equal(dividends.AtX, dividends.Values.ToArray().Sum(), 1e-11 * (1 + score.Observable.Bound));
        var pairs = dividends.Pairs();
        RandomScores.Close(TaylorInfinity.Differences(score, x, reference), [.. Enumerable.Range(0, score.Inputs).Select(i => pairs[i, i])], score);
    });

    [Fact]
    public void QuantitiesAreThoseOfTheirDefinitions() => RandomScores.Check(30, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(2 + (int)(seed % 3));
        var (x, reference, n) = (scores.Point(score.Inputs), scores.Point(score.Inputs), score.Inputs);
        var game = new CoalitionGame(n, set => score.Value([.. x.Select((value, i) => ((set >> i) & 1) != 0 ? value : reference[i])]));
        var dividends = Dividends.Of(score, x, reference);
        RandomScores.Close(game.Shapley(), dividends.Shapley(), score);
        RandomScores.Close([.. Enumerable.Range(0, 1 << n).Select(game.Dividend)], dividends.Values.ToArray(), score);
        RandomScores.Close([game.Dividend(3), game.Interaction(0, 1)], [dividends.Pairs()[1, 0], dividends.InteractionIndex()[1, 0]], score);
    });

    /// <summary>f = cos x0 cos x1 cos x2 from zeros to pi: f = v(S) = (-1)^|S|, D_S = (-2)^|S|, worked out by hand.</summary>
    [Fact]
    public void PairwiseDividendAndInteractionIndexDiffer()
    {
        var score = new CircuitScore(new Circuit(3).RY(0, input: 0).RY(1, input: 1).RY(2, input: 2).CNOT(0, 1).CNOT(1, 2), [], Observable.Z(2));
        var dividends = Dividends.Of(score, [Math.PI, Math.PI, Math.PI], [0, 0, 0]);
        Assert.Equal(4, dividends.Pairs()[0, 1], 1e-12);
        Assert.Equal(4 - 8.0 / 2, dividends.InteractionIndex()[0, 1], 1e-12);
        Assert.Equal(-2 + 4 / 2.0 * 2 - 8 / 3.0, dividends.Shapley()[2], 1e-12);
    }

    // Sharing every dividend equally among its members gives the same numbers as the weights of coalitions.
    [Fact]
    public void EqualSharesOfDividendsAreTheShapleyValues() => RandomScores.Check(30, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 5));
        var dividends = Dividends.Of(score, scores.Point(score.Inputs), scores.Point(score.Inputs));
        var shares = new double[score.Inputs];
        for (var set = 1; set < dividends.Values.Length; set++)
        {
            int[] members = [.. Enumerable.Range(0, score.Inputs).Where(i => ((set >> i) & 1) == 1)];
            foreach (var member in members)
            {
                shares[member] += dividends.Values[set] / members.Length;
            }
        }

        RandomScores.Close(shares, dividends.Shapley(), score);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1 << 17)]
    public void WorthsMustBeThoseOfAllCoalitions(int count) => Assert.Equal(
        $"{count} worths were given, but n players, 1 to 16, have 2^n coalitions.",
        Assert.Throws<InputException>(() => new Coalitions(new double[count])).Message);

    [Fact]
    public void SixteenInputsPassAndSeventeenAreRefused()
    {
        CircuitScore Ladder(int n) => new(
            Enumerable.Range(0, n).Aggregate(new Circuit(2), (circuit, i) => circuit.RY(i % 2, input: i).CNOT(0, 1)), [], Observable.Z(1));
        var sixteen = new ExactShapley().Of(Ladder(16), [.. Enumerable.Repeat(0.3, 16)]);
        Assert.Equal(0, sixteen.Residual, 1e-12);
        Assert.Equal(
            "shapley does not apply: 17 inputs have 2^17 subsets, and 16 inputs are the most.",
            Assert.Throws<InputException>(() => new ExactShapley().Of(Ladder(17), new double[17])).Message);
    }
}
