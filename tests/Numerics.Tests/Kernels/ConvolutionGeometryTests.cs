using QXai.Numerics.Kernels;

namespace QXai.Numerics.Tests.Kernels;

public class ConvolutionGeometryTests
{
    [Fact]
    public void OutputExtents()
    {
        var g = ConvolutionGeometry.Of(new Shape(4, 3, 28, 30), new Shape(16, 3, 5, 3), stride: 2, padding: 1);
        Assert.Equal(new Shape(4, 16, 13, 15), g.OutShape);
    }

    [Theory]
    [InlineData(
        new[] { 3, 28, 28 }, new[] { 16, 3, 3, 3 }, 1, 1, "Conv2d: x of shape [3, 28, 28] has 3 axes, but 4 are expected: [batch, channels, height, width].")]
    [InlineData(
        new[] { 1, 3, 28, 28 }, new[] { 16, 27 }, 1, 1,
        "Conv2d: weight of shape [16, 27] has 2 axes, but 4 are expected: [out channels, in channels, kernel height, kernel width].")]
    [InlineData(
        new[] { 1, 3, 28, 28 }, new[] { 16, 1, 3, 3 }, 1, 1, "Conv2d: x of shape [1, 3, 28, 28] has 3 channels, but weight of shape [16, 1, 3, 3] expects 1.")]
    [InlineData(
        new[] { 1, 0, 8, 8 }, new[] { 4, 0, 3, 3 }, 1, 1,
        "Conv2d: x of shape [1, 0, 8, 8] and weight of shape [4, 0, 3, 3] have 0 channels in and 4 out, but at least 1 of each is needed.")]
    [InlineData(
        new[] { 1, 1, 8, 8 }, new[] { 4, 1, 3, 3 }, 0, 1, "Conv2d: stride 0 for x of shape [1, 1, 8, 8] and weight of shape [4, 1, 3, 3] is not positive.")]
    [InlineData(
        new[] { 1, 1, 8, 8 }, new[] { 4, 1, 3, 3 }, 1, -1, "Conv2d: padding -1 for x of shape [1, 1, 8, 8] and weight of shape [4, 1, 3, 3] is negative.")]
    [InlineData(new[] { 1, 1, 8, 8 }, new[] { 4, 1, 0, 3 }, 1, 1, "Conv2d: weight of shape [4, 1, 0, 3] has an empty kernel of 0 x 3.")]
    [InlineData(
        new[] { 1, 1, 4, 4 }, new[] { 4, 1, 7, 3 }, 1, 1,
        "Conv2d: the kernel of weight of shape [4, 1, 7, 3] is 7 x 3, but x of shape [1, 1, 4, 4] with padding 1 is only 6 x 6.")]
    public void WhatDoesNotFitIsNamed(int[] x, int[] weight, int stride, int padding, string message)
    {
        var error = Assert.Throws<ShapeException>(() => ConvolutionGeometry.Of(new Shape(x), new Shape(weight), stride, padding));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void TooShortArraysAreNamed()
    {
        var g = ConvolutionGeometry.Of(new Shape(1, 1, 4, 4), new Shape(2, 1, 3, 3), 1, 1);
        var workspace = new float[Convolution.WorkspaceLength<float>(g)];
        var error = Assert.Throws<ShapeException>(() => Convolution.Forward(g, new float[15], new float[18], [], new float[32], workspace));
        Assert.Equal("Conv2d: x of shape [1, 1, 4, 4] needs 16 elements, but the span has 15.", error.Message);
        error = Assert.Throws<ShapeException>(() => Convolution.BackwardData(g, new float[31], new float[18], new float[16], workspace));
        Assert.Equal("Conv2d: dy of shape [1, 2, 4, 4] needs 32 elements, but the span has 31.", error.Message);
        error = Assert.Throws<ShapeException>(() => Convolution.BackwardWeights(g, new float[16], new float[32], new float[18], new float[1], workspace));
        Assert.Equal("Conv2d: dbias of shape [2] needs 2 elements, but the span has 1.", error.Message);
        error = Assert.Throws<ShapeException>(() => Convolution.Forward(g, new float[16], new float[18], [], new float[32], new float[9]));
        Assert.Equal($"Conv2d: a convolution to [1, 2, 4, 4] needs a workspace of {workspace.Length} elements, but the span has 9.", error.Message);
    }
}
