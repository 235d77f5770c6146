using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Xai.Circuits;
using QXai.Xai.Methods;
using QXai.Xai.Methods.Perturbation;
using QXai.Xai.Tests.Cases;
using QXai.Xai.Tests.Twins;

namespace QXai.Xai.Tests.Methods;

public class PerturbationTests
{
    private static readonly ExplainedModel Hybrid = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 4));
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);

    [Theory]
    [InlineData(1, 1, 0.0)]
    [InlineData(2, 1, 0.5)]
    [InlineData(4, 3, -1.0)]
    [InlineData(9, 9, 0.0)]
    public void OcclusionIsTheMeanLossOfTheWindowsOverAPixel(int window, int stride, double fill)
    {
        var (twin, sums, counts) = (new DualTwin(Hybrid, Input, 1), new double[36], new int[36]);
        for (var top = 0; top == 0 || top - stride + window < 6; top += stride)
        {
            for (var left = 0; left == 0 || left - stride + window < 6; left += stride)
            {
                var occluded = Input.Clone();
                var pixels = Enumerable.Range(0, 36).Where(p => p / 6 >= top && p / 6 < top + window && p % 6 >= left && p % 6 < left + window).ToArray();
                Array.ForEach(pixels, p => occluded.Span[p] = fill);
                var loss = twin.Score(Input) - twin.Score(occluded);
                Array.ForEach(pixels, p => (sums[p], counts[p]) = (sums[p] + loss, counts[p] + 1));
            }
        }

        var explanation = new Occlusion().Explain(Hybrid, Input, 1, new ExplainOptions { Window = window, Stride = stride, Fill = fill });
        Assert.Equal(new Shape(6, 6), explanation.Relevance.Shape);
        Numbers.AssertClose([.. sums.Zip(counts, (sum, count) => sum / count)], explanation.Relevance.Span, 1e-12);
    }

    [Fact]
    public void WindowsThatMakeNoSenseAreRefused()
    {
        string Message(ExplainOptions options) => Assert.Throws<InputException>(() => new Occlusion().Explain(Hybrid, Input, 1, options)).Message;
        Assert.Equal("The option window is 0, but it must be at least 1.", Message(new() { Window = 0 }));
        Assert.Equal(
            "The option stride is 3, but it must be at most the window's side, 2: what lies between windows would never be occluded.",
            Message(new() { Window = 2, Stride = 3 }));
        Assert.Equal("The option fill is not a finite number.", Message(new() { Fill = double.NaN }));
    }

    // The mean contribution over all n! orders, which is the definition; exact values against it for any game of up to five players.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    [InlineData(5, 6)]
    public void ShapleyValuesAreMeansOverAllOrders(int n, ulong seed)
    {
        var worth = TestModels.Noise(new(1 << n), seed).Span.ToArray();
        var values = new Coalitions(worth).Shapley();
        var (sums, orders) = (new double[n], Orders([.. Enumerable.Range(0, n)]).ToArray());
        foreach (var order in orders)
        {
            var coalition = 0;
            foreach (var player in order)
            {
                sums[player] += worth[coalition | 1 << player] - worth[coalition];
                coalition |= 1 << player;
            }
        }

        Numbers.AssertClose([.. sums.Select(sum => sum / orders.Length)], values, 1e-13);
        Assert.Equal(worth[^1] - worth[0], values.Sum(), 1e-13);
    }

    [Fact]
    public void APictureIsDividedIntoPatchesWhoseValuesArePerPixel()
    {
        var explanation = new ShapleyValues().Explain(Hybrid, Input, 2, new ExplainOptions { Groups = 2, Reference = TestModels.Noise(new(1, 6, 6), 3) });
        var (twin, reference) = (new DualTwin(Hybrid, Input, 2), TestModels.Noise(new(1, 6, 6), 3));
        int[] patch = [.. Enumerable.Range(0, 36).Select(p => (p / 18 * 2) + (p % 6 / 3))];
        double[] Kept(int coalition) =>
            [.. patch.Select((group, p) => ((coalition >> group) & 1) == 1 ? Input.Span[p] : reference.Span[p])];

        var values = Coalitions.Of(4, coalitions => [.. coalitions.Select(c => twin.Score(Tensor<double>.From(Input.Shape, Kept(c))))]).Shapley();
        Numbers.AssertClose([.. patch.Select(group => values[group] / 9)], explanation.Relevance.Span, 1e-13);
        Assert.InRange(Math.Abs(explanation.ConservationResidual), 0, 1e-12);
    }

    // f = cos x0 cos x1 with one group: all of the difference, shared equally.
    [Fact]
    public void OneGroupGetsTheWholeDifference()
    {
        var model = ExplainedModel.Of(new CircuitModel(new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [Observable.Z(1)], []));
        var explanation = new ShapleyValues().Explain(model, Tensor<double>.From(new(2), [0.4, 1.1]), 0, new ExplainOptions { Groups = 1 });
        Numbers.AssertClose([((Math.Cos(0.4) * Math.Cos(1.1)) - 1) / 2, ((Math.Cos(0.4) * Math.Cos(1.1)) - 1) / 2], explanation.Relevance.Span, 1e-14);
    }

    [Fact]
    public void SixteenInputsAreStreamedAndAddUp()
    {
        var circuit = Enumerable.Range(0, 16).Aggregate(new Circuit(4), (c, i) => c.RY(i % 4, input: i).CNOT(i % 4, (i + 1) % 4));
        var model = ExplainedModel.Of(new CircuitModel(circuit, [Observable.Z(0)], []));
        var explanation = new ShapleyValues().Explain(model, TestModels.Noise(new(16), 2), 0);
        Assert.InRange(Math.Abs(explanation.ConservationResidual), 0, 1e-12);
    }

    [Fact]
    public void GroupsThatMakeNoSenseAreRefused()
    {
        string Message(int groups) =>
            Assert.Throws<InputException>(() => new ShapleyValues().Explain(Hybrid, Input, 1, new ExplainOptions { Groups = groups })).Message;
        Assert.Equal("The option groups is 5, which makes 25 patches, but exact values are for at most 16.", Message(5));
        Assert.Equal("The option groups is 0, but it must be at least 1.", Message(0));
        var bare = ExplainedModel.Of(new CircuitModel(new Circuit(1).RY(0, input: 0), [Observable.Z(0)], []));
        Assert.Equal(
            "The option groups is 2, but the circuit has 1 inputs.",
            Assert.Throws<InputException>(() => new ShapleyValues().Explain(bare, new Tensor<double>(new(1)), 0, new ExplainOptions { Groups = 2 })).Message);
    }

    private static IEnumerable<int[]> Orders(int[] players) => players.Length <= 1
        ? [players]
        : players.SelectMany(first => Orders([.. players.Where(player => player != first)]).Select(rest => (int[])[first, .. rest]));
}
