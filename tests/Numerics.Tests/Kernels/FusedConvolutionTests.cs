using System.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Kernels.Fused;
using QXai.Numerics.Simd;
using QXai.Reference.Kernels;

namespace QXai.Numerics.Tests.Kernels;

/// <summary>Convolution, rectifier and pooling in one, against the slow twins one after another.</summary>
[Trait("Kind", "Simd")]
public class FusedConvolutionTests
{
    /// <summary>Batch, channels in, height, width, channels out, kernel height, kernel width, stride, padding, pool.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int, int, int> Cases => new()
    {
        { 2, 1, 28, 28, 16, 3, 3, 1, 1, 2 }, { 2, 16, 14, 14, 32, 3, 3, 1, 1, 2 }, { 1, 32, 7, 7, 64, 3, 3, 1, 1, 2 }, { 2, 16, 14, 14, 32, 3, 3, 1, 1, 1 },
        { 1, 3, 33, 37, 17, 3, 3, 1, 1, 2 }, { 1, 3, 40, 40, 16, 3, 3, 1, 1, 1 }, { 2, 5, 9, 17, 5, 5, 5, 2, 2, 2 }, { 1, 2, 12, 12, 33, 7, 7, 1, 2, 3 },
        { 1, 17, 6, 5, 3, 1, 1, 1, 0, 1 }, { 1, 70, 4, 6, 2, 2, 4, 1, 1, 4 },
        { 1, 33, 4, 4, 1, 1, 1, 2, 0, 2 }, { 1, 4, 3, 29, 6, 3, 1, 3, 1, 1 }, { 1, 8, 28, 28, 8, 3, 3, 1, 1, 4 },
        { 1, 16, 7, 9, 16, 3, 3, 1, 1, 1 }, { 2, 16, 10, 9, 16, 3, 3, 1, 1, 3 },
        { 2, 16, 9, 8, 16, 3, 3, 1, 0, 2 }, { 1, 16, 5, 6, 80, 3, 3, 1, 2, 2 }, { 1, 16, 12, 16, 32, 3, 3, 1, 1, 4 },
        { 1, 16, 7, 6, 16, 3, 3, 1, 0, 1 }, { 2, 20, 5, 6, 33, 3, 3, 1, 2, 1 },
        { 2, 1, 9, 11, 5, 3, 3, 1, 1, 1 }, { 1, 2, 8, 9, 20, 3, 3, 1, 2, 1 }, { 2, 16, 28, 28, 16, 3, 3, 1, 1, 1 },
        { 1, 1, 16, 24, 17, 3, 3, 1, 1, 4 }, { 1, 2, 10, 12, 20, 5, 5, 1, 2, 4 },
        { 1, 16, 17, 18, 16, 3, 3, 1, 1, 8 }, { 1, 1, 6, 7, 4, 5, 5, 1, 2, 1 }, { 1, 16, 6, 5, 16, 3, 3, 1, 3, 1 },
        { 2, 1, 12, 14, 5, 5, 5, 1, 2, 2 }, { 1, 2, 11, 13, 20, 5, 5, 2, 2, 2 }, { 3, 2, 6, 14, 18, 3, 3, 1, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheSlowTwins(
        int batch, int inChannels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, int pool)
    {
        var (x, weight) = (new Shape(batch, inChannels, height, width), new Shape(outChannels, inChannels, kernelHeight, kernelWidth));
        Check<float>(x, weight, stride, padding, pool, 1e-5);
        Check<double>(x, weight, stride, padding, pool, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryVectorWidthGivesTheSameBits(
        int batch, int inChannels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, int pool)
    {
        var g = ConvolutionGeometry.Of(
            new Shape(batch, inChannels, height, width), new Shape(outChannels, inChannels, kernelHeight, kernelWidth), stride, padding);
        CheckWidths<float>(g, pool);
        CheckWidths<double>(g, pool);
    }

    /// <summary>Tiles of zeros are skipped; what they leave must be the same as if they were computed, in forward and backward passes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void BlackGroundIsSkippedExactly(int pool)
    {
        var (g, bias) = (ConvolutionGeometry.Of(new Shape(2, 16, 20, 24), new Shape(16, 16, 3, 3), 1, 1), Sample.Uniform<float>(3, 16));
        var (x, weight) = (new float[g.InputLength], Sample.Uniform<float>(2, g.WeightLength));
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = i / 24 % 20 is > 6 and < 12 && i % 24 is > 2 and < 9 ? i % 7 - 3 : 0;
        }

        Assert.Equal(Passes(skips: false), Passes(skips: true));

        float[] Passes(bool skips)
        {
            var fused = new FusedConvolution<float>(g, pool);
            var (y, dx, dweight, dbias) = (new float[fused.Shape.OutShape.Count], new float[x.Length], new float[weight.Length], new float[16]);
            fused.Forward(x, weight.Span, bias.Span, y);
            Assert.True(fused.Memory.Winograd!.SkipsZeros);
            fused.Memory.Winograd.SkipsZeros = skips;
            fused.Forward(x, weight.Span, bias.Span, y);
            fused.Backward(Sample.Uniform<float>(4, y.Length).Span, dx, dweight, dbias);
            return [.. y, .. dx, .. dweight, .. dbias];
        }
    }

    [Fact]
    public void ZerosTimesAnInfiniteWeightAreNoNumbers()
    {
        var g = ConvolutionGeometry.Of(new Shape(1, 16, 8, 8), new Shape(16, 16, 3, 3), 1, 1);
        var (weight, y) = (Sample.Uniform<float>(2, g.WeightLength).Span.ToArray(), new float[g.OutputLength]);
        weight[4] = float.PositiveInfinity;
        new FusedConvolution<float>(g, 1).Forward(new float[g.InputLength], weight, [], y);
        Assert.Equal(64, y.Count(float.IsNaN));
    }

    /// <summary>Of equal outputs the first of a window, row by row, has the gradient, though another tile of the window is computed before it.</summary>
    [Fact]
    public void TheFirstOfEqualOutputsWins()
    {
        var g = ConvolutionGeometry.Of(new Shape(1, 1, 4, 4), new Shape(1, 1, 1, 1), 1, 0);
        var wide = ConvolutionGeometry.Of(new Shape(1, 1, 4, 4), new Shape(1, 1, 3, 3), 1, 1);
        float[] x = [0, 1, 2, 5, 0, 5, 1, 0, 0, 0, 5, 0, 5, 0, 0, 0];
        foreach (var (geometry, weight) in new[] { (g, new float[] { 1 }), (wide, [0, 0, 0, 0, 1, 0, 0, 0, 0]) })
        {
            var (fused, y, dx) = (new FusedConvolution<float>(geometry, 4), new float[1], new float[16]);
            fused.Forward(x, weight, [], y);
            fused.Backward([1], dx, [], []);
            Assert.Equal(5, y[0]);
            Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], dx);
        }
    }

    [Fact]
    public void WhatIsNotANumberStaysSo()
    {
        var g = ConvolutionGeometry.Of(new Shape(1, 1, 4, 4), new Shape(1, 1, 1, 1), 1, 0);
        for (var position = 0; position < 16; position++)
        {
            var (x, y) = (Tensor<float>.Full(new Shape(16), 5).Span.ToArray(), new float[4]);
            x[position] = float.NaN;
            new FusedConvolution<float>(g, 2).Forward(x, [1f], [], y);
            Assert.Equal(1, y.Count(float.IsNaN));
            Assert.True(float.IsNaN(y[position / 8 * 2 + position % 4 / 2]));
        }
    }

    [Fact]
    public void WindowsThatDoNotFitAreRefused()
    {
        var g = ConvolutionGeometry.Of(new Shape(1, 1, 4, 2), new Shape(1, 1, 1, 1), 1, 0);
        var error = Assert.Throws<ShapeException>(() => new FusedConvolution<float>(g, 3));
        Assert.Equal("Conv2d: windows of 3 x 3 do not fit outputs of shape [1, 1, 4, 2].", error.Message);
    }

    /// <summary>Images do not meet in values and gradients of the data; in those of the weights chunks only round.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void ChunksOfABatchChangeNoBitOfAnImage(int chunks)
    {
        var (whole, cut) = (RunChain(1), RunChain(chunks));
        Assert.Equal(whole.Images, cut.Images);
        Sample.Near<double>("dweight, dbias", whole.Weights, cut.Weights, 1e-13);
    }

    [Fact]
    public void ChunksAreTheMostImagesThatFitTheCache()
    {
        Assert.Equal(1, new FusedChain<float>(Chain(batch: 6)).Chunks);
        (ConvolutionGeometry Geometry, int Pool)[] large = [(ConvolutionGeometry.Of(new Shape(8, 1, 28, 28), new Shape(16, 1, 3, 3), 1, 1), 1)];
        Assert.Equal(2, new FusedChain<float>(large).Chunks);
        Assert.Equal(4, new FusedChain<double>(large).Chunks);
        Assert.Equal(7, new FusedChain<float>([(large[0].Geometry with { Batch = 7 }, 1)]).Chunks);
        Assert.Equal(1, new FusedChain<float>([(large[0].Geometry with { Batch = 0 }, 1)]).Chunks);
    }

    /// <summary>Layers without pooling, and pooled by tiles and by windows of several.</summary>
    private static (ConvolutionGeometry Geometry, int Pool)[] Chain(int batch) =>
    [
        (ConvolutionGeometry.Of(new Shape(batch, 1, 16, 12), new Shape(8, 1, 3, 3), 1, 1), 1),
        (ConvolutionGeometry.Of(new Shape(batch, 8, 16, 12), new Shape(16, 8, 3, 3), 1, 1), 1),
        (ConvolutionGeometry.Of(new Shape(batch, 16, 16, 12), new Shape(20, 16, 3, 3), 1, 1), 4),
        (ConvolutionGeometry.Of(new Shape(batch, 20, 4, 3), new Shape(3, 20, 2, 2), 1, 1), 2),
    ];

    private static (double[] Images, double[] Weights) RunChain(int chunks)
    {
        var geometries = Chain(batch: 6);
        var chain = new FusedChain<double>(geometries, chunks);
        var x = Sample.Uniform<double>(1, geometries[0].Geometry.InputLength);
        var y = new double[FusedShape.OutShapeOf(geometries[^1].Geometry, geometries[^1].Pool).Count];
        var (dy, dx) = (Sample.Uniform<double>(2, y.Length), new double[x.Length]);
        var weights = geometries.Select((layer, l) => Sample.Uniform<double>(3 + (ulong)l, layer.Geometry.WeightLength)).ToArray();
        var gradients = geometries.Select(layer => (Weight: new double[layer.Geometry.WeightLength], Bias: new double[layer.Geometry.OutChannels])).ToArray();
        var last = chain.Layers.Length - 1;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            chain.Select(chunk);
            for (var l = 0; l <= last; l++)
            {
                chain.Layers[l].Forward(l == 0 ? chain.Part(x.Span, chunk) : [], weights[l].Span, [], l == last ? chain.Part(y, chunk) : []);
            }
        }

        for (var chunk = 0; chunk < chunks; chunk++)
        {
            chain.Select(chunk);
            for (var l = last; l >= 0; l--)
            {
                chain.Layers[l].Backward(
                    l == last ? chain.Part(dy.Span, chunk) : [], l == 0 ? chain.Part(dx, chunk) : [], gradients[l].Weight, gradients[l].Bias, passesOn: l > 0);
            }
        }

        return ([.. y, .. dx], [.. gradients.SelectMany(gradient => gradient.Weight.Concat(gradient.Bias))]);
    }

    private static void CheckWidths<T>(ConvolutionGeometry g, int pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var wide = Run<Simd512<T>, T>(g, pool);
        Assert.Equal(wide, Run<Simd256<T>, T>(g, pool));
        Assert.Equal(wide, Run<Simd128<T>, T>(g, pool));
        Assert.Equal(wide, Run<Simd1<T>, T>(g, pool));
    }

    private static T[] Run<TSimd, T>(ConvolutionGeometry g, int pool)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var fused = new FusedConvolution<T>(g, pool);
        var (x, weight, bias) = (Sample.Uniform<T>(1, g.InputLength), Sample.Uniform<T>(2, g.WeightLength), Sample.Uniform<T>(3, g.OutChannels));
        var (y, dx) = (new T[fused.Shape.OutShape.Count], Sample.Uniform<T>(5, g.InputLength));
        var (dweight, dbias) = (Sample.Uniform<T>(6, g.WeightLength), Sample.Uniform<T>(7, g.OutChannels));
        fused.Forward<TSimd>(x.Span, weight.Span, bias.Span, y);
        fused.Backward<TSimd>(Sample.Uniform<T>(4, y.Length).Span, dx.Span, dweight.Span, dbias.Span);
        return [.. y, .. dx.Span, .. dweight.Span, .. dbias.Span];
    }

    private static void Check<T>(Shape xShape, Shape weightShape, int stride, int padding, int pool, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var g = ConvolutionGeometry.Of(xShape, weightShape, stride, padding);
        var fused = new FusedConvolution<T>(g, pool);
        var (weight, bias) = (Sample.Uniform<T>(2, [.. weightShape.Extents]), Sample.Uniform<T>(3, weightShape[0]));
        var dy = Sample.Uniform<T>(4, [.. fused.Shape.OutShape.Extents]);
        var (weight64, bias64, dy64) = (weight.To<double>(), bias.To<double>(), dy.To<double>());
        for (ulong run = 0; run < 2; run++)
        {
            var x = Sample.Uniform<T>(10 + run, [.. xShape.Extents]);
            var z = SlowConvolution.Forward(x.To<double>(), weight64, bias64, stride, padding);
            var relu = Tensor<double>.From(z.Shape, [.. z.Span.ToArray().Select(value => Math.Max(value, 0))]);
            var y = Tensor<T>.Full(fused.Shape.OutShape, T.NaN);
            fused.Forward(x.Span, weight.Span, bias.Span, y.Span);
            Sample.Near<T>($"y, {g}", SlowPooling.Max(relu, pool, pool, 0).Span, y.Span, tolerance);

            var dz = SlowPooling.MaxPullback(relu, dy64, pool, pool, 0);
            for (var i = 0; i < dz.Length; i++)
            {
                dz.Span[i] = z.Span[i] > 0 ? dz.Span[i] : 0;
            }

            var (dx, dweight, dbias) =
                (Sample.Uniform<T>(5, [.. xShape.Extents]), Sample.Uniform<T>(6, [.. weightShape.Extents]), Sample.Uniform<T>(7, weightShape[0]));
            var expected = Sum(dx, SlowConvolution.BackwardData(dz, weight64, xShape, stride, padding));
            var expectedWeight = Sum(dweight, SlowConvolution.BackwardWeight(x.To<double>(), dz, weightShape, stride, padding));
            var expectedBias = Sum(dbias, SlowConvolution.BackwardBias(dz));
            fused.Backward(dy.Span, dx.Span, dweight.Span, dbias.Span);
            Sample.Near<T>($"dx, {g}", expected, dx.Span, tolerance);
            Sample.Near<T>($"dweight, {g}", expectedWeight, dweight.Span, tolerance);
            Sample.Near<T>($"dbias, {g}", expectedBias, dbias.Span, tolerance);
            fused.Backward(dy.Span, [], [], dbias.Span);
            Sample.Near<T>($"dx stays, {g}", expected, dx.Span, tolerance);
        }
    }

    private static double[] Sum<T>(Tensor<T> start, Tensor<double> added)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. start.To<double>().Span.ToArray().Zip(added.Span.ToArray(), (a, b) => a + b)];
}
