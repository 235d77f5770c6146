using QXai.Numerics;
using QXai.Quantum;
using QXai.Reference.Attributions;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Tests.Attributions;

/// <summary>The twins of attribution methods on networks that can be computed by hand.</summary>
public class AttributionTests
{
    /// <summary>f = relu(x_0 - x_1) - 2 relu(x_0 + x_1 - 3).</summary>
    private static readonly DualNetwork Hand = new(
    [
        new DenseLayer("first", Tensor<double>.From(new(2, 2), [1, -1, 1, 1]), Tensor<double>.From(new(2), [0, -3])),
        new PointwiseLayer("relu", Dual.Relu),
        new DenseLayer("last", Tensor<double>.From(new(1, 2), [1, -2]), null),
    ]);

    private static readonly Tensor<double> X = Tensor<double>.From(new(2), [3, 1]);

    [Fact]
    public void GradientsFollowTheChainRule()
    {
        Assert.Equal([-1, -3], new ReverseNetwork(Hand).Gradient(X, 0));
        Assert.Equal([1, -2], new ReverseNetwork(Hand).Gradient(X, 0, "relu"));
        Assert.Equal([1, -1], new ReverseNetwork(Hand).Guided(X, 0));
    }

    /// <summary>At zero the units are 0 and -3, at x they are 2 and 1: the rescaled slopes are 1 and 1/4, the multipliers 1 - 1/2 and -1 - 1/2.</summary>
    [Fact]
    public void MultipliersAreRescaledSlopes() => Assert.Equal([0.5, -1.5], new ReverseNetwork(Hand).Multipliers(X, new Tensor<double>(new(2)), 0));

    /// <summary>f = cos(x) z with a reference: DeepLIFT's slopes of a circuit add up to the difference of its values.</summary>
    [Fact]
    public void MultipliersOfACircuitAreMeanSlopes()
    {
        var circuit = new DualNetwork([new CircuitLayer("c", new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [], [Observable.Z(1)])]);
        var m = new ReverseNetwork(circuit).Multipliers(X, new Tensor<double>(new(2)), 0);
        Assert.Equal(Math.Cos(3) * Math.Cos(1) - 1, m[0] * 3 + m[1], 1e-13);
    }

    [Fact]
    public void ConvolutionsAndPoolingsPassCotangentsBack()
    {
        var network = new DualNetwork(
        [
            new ConvolutionLayer("c", Tensor<double>.From(new(1, 1, 2, 2), [1, 2, 3, 4]), null), new PoolingLayer("p", 2, 2), new FlattenLayer("f"),
            new AffineLayer("a", Tensor<double>.Full(new(1), 2)),
        ]);
        var x = Tensor<double>.From(new(1, 3, 3), [0, 0, 0, 0, 1, 0, 0, 0, 0]);
        Assert.Equal([2, 4, 0, 6, 8, 0, 0, 0, 0], new ReverseNetwork(network).Gradient(x, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void GaussLegendreIsExactForPolynomials(int n)
    {
        var (nodes, weights) = GaussLegendre.Rule(n);
        Assert.Equal(n, nodes.Length);
        for (var power = 0; power < 2 * n; power++)
        {
            Assert.Equal(1.0 / (power + 1), nodes.Zip(weights, (t, w) => w * Math.Pow(t, power)).Sum(), 1e-14);
        }
    }

    [Fact]
    public void MapsAreWeighedAndEnlarged()
    {
        var maps = Tensor<double>.From(new(2, 1, 2), [1, 3, 0, 0]);
        double[] slopes = [0.5, -1, 2, 2];
        Assert.Equal([-0.25, 2], TextbookMaps.Mean(maps, slopes));
        Assert.Equal([(0.5 - 3) / 4, 0], TextbookMaps.Proportional(maps, slopes));
        Assert.Equal([0.25 / (0.5 + 4 * 0.125) * 0.5, 4 / 8.0 * 2 * 2], TextbookMaps.PlusPlus(maps, slopes));
        Assert.Equal([0.5, -3], TextbookMaps.Products(maps, slopes, rectified: false).Span.ToArray());
        Assert.Equal([0.5, 0], TextbookMaps.Products(maps, slopes, rectified: true).Span.ToArray());
        Assert.Equal([1, 1.5, 2.5, 3], TextbookMaps.Enlarged(maps.Slice(0), 1, 4).Span.ToArray());
    }

    [Fact]
    public void ChangesOfTheInputAreScored()
    {
        var sum = new DualNetwork([new FlattenLayer("f"), new DenseLayer("d", Tensor<double>.From(new(1, 4), [1, 2, 3, 4]), null)]);
        var x = Tensor<double>.Full(new(1, 2, 2), 1);
        Assert.Equal([1, 2, 3, 4], new TextbookPerturbation(sum, x, 0).Occlusion(1, 1, 0));
        Assert.Equal([5, 5, 5, 5], new TextbookPerturbation(sum, x, 0).Occlusion(2, 1, 0.5));
        Assert.Equal([1, 2, 3, 4], new TextbookPerturbation(sum, x, 0).Shapley(new Tensor<double>(new(1, 2, 2)), 2).Select(value => Math.Round(value, 12)));
    }
}
