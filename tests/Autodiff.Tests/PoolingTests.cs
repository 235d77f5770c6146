using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Reference.Kernels;

namespace QXai.Autodiff.Tests;

/// <summary>Pooling against its slow twins, over many geometries.</summary>
public class PoolingTests
{
    [Fact]
    public void SlidingWindowsAgreeWithTheSlowTwins()
    {
        var random = new SeededRandom(1);
        for (var trial = 0; trial < 60; trial++)
        {
            var size = 1 + random.NextInt(4);
            var (stride, padding) = (1 + random.NextInt(3), random.NextInt(size / 2 + 1));
            var (x, y) = Images(random, size + random.NextInt(6), size + random.NextInt(40));
            y = x.MaxPool(size, stride, padding);
            AssertSame(x, y, SlowPooling.Max(x.Value, size, stride, padding), dy => SlowPooling.MaxPullback(x.Value, dy, size, stride, padding));
            y = x.AveragePool(size, stride, padding);
            AssertSame(x, y, SlowPooling.Average(x.Value, size, stride, padding), dy => SlowPooling.AveragePullback(x.Shape, dy, size, stride, padding));
        }
    }

    [Fact]
    public void TheTwoByTwoPathAgreesWithTheSlowTwin()
    {
        var random = new SeededRandom(2);
        for (var trial = 0; trial < 20; trial++)
        {
            var (x, y) = Images(random, 2 + random.NextInt(6), 2 + random.NextInt(40));
            y = x.MaxPool(2);
            AssertSame(x, y, SlowPooling.Max(x.Value, 2, 2, 0), dy => SlowPooling.MaxPullback(x.Value, dy, 2, 2, 0));
        }
    }

    [Fact]
    public void AdaptiveWindowsAgreeWithTheSlowTwin()
    {
        var random = new SeededRandom(3);
        for (var trial = 0; trial < 40; trial++)
        {
            var (x, y) = Images(random, 1 + random.NextInt(8), 1 + random.NextInt(40));
            y = x.AdaptiveAveragePool(1 + random.NextInt(9), 1 + random.NextInt(9));
            AssertSame(x, y, SlowPooling.AdaptiveAverage(x.Value, y.Shape[2], y.Shape[3]), dy => SlowPooling.AdaptiveAveragePullback(x.Shape, dy));
        }
    }

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 1, 1)]
    public void AmongEqualsTheFirstWins(int size, int stride, int padding)
    {
        var x = new Tape<double>().Input(Tensor<double>.Full(new Shape(1, 1, 4, 4), 5), needsGradient: true);
        var y = x.MaxPool(size, stride, padding);
        AssertSame(x, y, SlowPooling.Max(x.Value, size, stride, padding), dy => SlowPooling.MaxPullback(x.Value, dy, size, stride, padding));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void WhatIsNotANumberWinsWhereverItStands(int position)
    {
        var image = Tensor<float>.Full(new Shape(1, 1, 4, 4), 5);
        image.Span[position] = float.NaN;
        var x = new Tape<float>().Input(image);
        Assert.True(float.IsNaN(x.MaxPool(2).Value.Span[0]));
        Assert.True(float.IsNaN(x.MaxPool(2, stride: 1).Value.Span[0]));
    }

    [Fact]
    public void WinnersAreFlatPositionsInX()
    {
        var x = new Tape<double>().Input(Tensor<double>.From(new Shape(1, 2, 2, 4), [1, 9, 3, 4, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2, 1]));
        Assert.Equal([1, 7, 8, 10], ((MaxPoolOp<double>)x.MaxPool(2)).Winners.ToArray());
    }

    private static (Leaf<double> X, Node<double> Y) Images(SeededRandom random, int height, int width)
    {
        var tensor = new Tensor<double>(new Shape(2, 2, height, width));
        foreach (ref var element in tensor.Span)
        {
            element = random.NextInt(9) - 4;
        }

        var x = new Tape<double>().Input(tensor, needsGradient: true);
        return (x, x);
    }

    private static void AssertSame(Leaf<double> x, Node<double> y, Tensor<double> expected, Func<Tensor<double>, Tensor<double>> pullback)
    {
        Assert.Equal(expected.Shape, y.Shape);
        AssertClose(expected, y.Value);
        var dy = new Tensor<double>(y.Shape);
        for (var i = 0; i < dy.Length; i++)
        {
            dy.Span[i] = i + 1;
        }

        y.Tape.Backward(y, dy);
        AssertClose(pullback(dy), x.Gradient);
    }

    private static void AssertClose(Tensor<double> expected, Tensor<double> actual) =>
        Assert.All(expected.Span.ToArray().Zip(actual.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
}
