using QXai.Numerics;
using QXai.Quantum;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Tests.DualNumbers;

public class DualNetworkTests
{
    /// <summary>
    /// The hand-computable network of the fixtures' case gradcam-conv: its convolution of 0..15 is [[-5, 4], [31, 40]] and [[-30, -21], [6, 15]], its
    /// score 54.
    /// </summary>
    private static readonly DualNetwork Hand = new(
    [
        new ConvolutionLayer("conv", Tensor<double>.Full(new(2, 1, 3, 3), 1), Tensor<double>.From(new(2), [-50, -75])),
        new PointwiseLayer("relu", Dual.Relu),
        new FlattenLayer("flat"),
        new DenseLayer("dense", Tensor<double>.From(new(1, 8), [1, 1, 1, 1, 1, -1, -1, -1]), null),
    ]);

    private static readonly Tensor<double> Input = Tensor<double>.From(new(1, 4, 4), [.. Enumerable.Range(0, 16).Select(i => (double)i)]);

    // verifies QGrad-CAM (5)
    [Fact]
    public void ConvolutionIsTheSumOfThePaper() => Assert.Equal([-5, 4, 31, 40, -30, -21, 6, 15], Hand.Values(Input, "conv").Span.ToArray());

    // verifies QGrad-CAM (7)
    [Fact]
    public void ChannelWeightsAreMeanGradients()
    {
        Assert.Equal(54, Hand.Values(Input).Span[0]);
        Assert.Equal([0.75, -0.5], Hand.ChannelWeights("conv", Hand.Values(Input, "conv"), 0));
        Assert.Equal([1, -0.5], Hand.ChannelWeights("relu", Hand.Values(Input, "relu"), 0));
    }

    // verifies QGrad-CAM (7)
    [Fact]
    public void ChannelWeightsThroughALaterLayerAreTheSame()
    {
        var conv = Hand.Values(Input, "conv");
        var slopes = Hand.Slopes("flat", Hand.Values(Input, "flat"), 0);
        Assert.Equal([1, 1, 1, 1, 1, -1, -1, -1], slopes);
        Assert.Equal(Hand.ChannelWeights("conv", conv, 0), Hand.ChannelWeightsThrough("conv", conv, "flat", slopes));
        Assert.Equal(54, Hand.Values(Hand.Values(conv, "flat", "conv"), from: "flat").Span[0]);
    }

    [Fact]
    public void StridePaddingPoolingAndAffineAreTextbook()
    {
        var x = Tensor<double>.From(new(1, 3, 3), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        DualNetwork Of(DualLayer layer) => new([layer]);
        var strided = new ConvolutionLayer("c", Tensor<double>.Full(new(1, 1, 3, 3), 1), null, Stride: 2, Padding: 1);
        Assert.Equal([12, 16, 24, 28], Of(strided).Values(x).Span.ToArray());
        Assert.Equal([5, 6, 8, 9], Of(new PoolingLayer("p", 2, 1)).Values(x).Span.ToArray());
        Assert.Equal([3], Of(new PoolingLayer("p", 2, 2, Mean: true)).Values(x).Span.ToArray());
        Assert.Equal(
            [3, 5, 7, 9, 11, 13, 15, 17, 19],
            Of(new AffineLayer("a", Tensor<double>.Full(new(1), 2), Tensor<double>.Full(new(1), 1))).Values(x).Span.ToArray());
    }

    [Fact]
    public void CircuitScoresFollowTheirAngles()
    {
        var network = new DualNetwork([new CircuitLayer("circuit", new Circuit(1).RY(0, input: 0).RY(0, weight: 0), [0.25], [Observable.Z(0)])]);
        Assert.Equal(Math.Cos(0.75), network.Values(Tensor<double>.From(new(1), [0.5])).Span[0], 1e-15);
    }

    [Fact]
    public void AnUnknownLayerIsRefusedWithTheListOfNames()
    {
        var error = Assert.Throws<InputException>(() => Hand.Values(Input, "conv9"));
        Assert.Equal("No layer is called 'conv9'; the network has: conv, relu, flat, dense.", error.Message);
    }
}
