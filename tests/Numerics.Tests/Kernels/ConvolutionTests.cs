using System.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Random;
using QXai.Numerics.Simd;
using QXai.Reference.Kernels;

namespace QXai.Numerics.Tests.Kernels;

[Trait("Kind", "Simd")]
public class ConvolutionTests
{
    private const int Frame = 64;

    /// <summary>Batch, channels in, height, width, channels out, kernel height, kernel width, stride, padding.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int, int> Cases => new()
    {
        { 1, 1, 1, 1, 1, 1, 1, 1, 0 }, { 4, 1, 28, 28, 16, 3, 3, 1, 1 }, { 2, 16, 14, 14, 32, 3, 3, 1, 1 }, { 1, 3, 33, 37, 17, 3, 3, 1, 1 },
        { 3, 5, 7, 7, 17, 3, 3, 2, 1 }, { 2, 3, 9, 17, 5, 5, 5, 2, 2 }, { 2, 2, 10, 10, 33, 7, 7, 3, 2 }, { 1, 17, 6, 5, 3, 1, 1, 1, 0 },
        { 2, 33, 4, 4, 1, 1, 1, 2, 0 },
        { 2, 3, 8, 9, 4, 2, 4, 1, 0 }, { 1, 2, 11, 6, 13, 4, 2, 3, 1 }, { 1, 3, 5, 5, 8, 3, 3, 1, 2 }, { 2, 1, 3, 70, 2, 1, 7, 1, 0 },
        { 1, 4, 7, 7, 6, 7, 7, 1, 0 },
        { 1, 2, 3, 3, 2, 1, 1, 3, 2 }, { 2, 2, 6, 6, 3, 6, 5, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithSevenLoops(
        int batch, int inChannels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding)
    {
        var (x, weight) = (new Shape(batch, inChannels, height, width), new Shape(outChannels, inChannels, kernelHeight, kernelWidth));
        Check<float>(x, weight, stride, padding, 4e-6);
        Check<double>(x, weight, stride, padding, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryVectorWidthGivesTheSameBits(
        int batch, int inChannels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding)
    {
        var g = ConvolutionGeometry.Of(
            new Shape(batch, inChannels, height, width), new Shape(outChannels, inChannels, kernelHeight, kernelWidth), stride, padding);
        CheckWidths<float>(g);
        CheckWidths<double>(g);
    }

    [Fact]
    public void EveryKindOfShape()
    {
        var random = new SeededRandom(5);
        for (var trial = 0; trial < 100; trial++)
        {
            var (kernelHeight, kernelWidth, stride, padding) = (1 + random.NextInt(7), 1 + random.NextInt(7), 1 + random.NextInt(3), random.NextInt(3));
            int[] channels = [1, 3, 5, 17, 33, 2, 8, 13];
            var x = new Shape(1 + random.NextInt(2), channels[random.NextInt(8)], kernelHeight + random.NextInt(9), kernelWidth + random.NextInt(20));
            var weight = new Shape(channels[random.NextInt(8)], x[1], kernelHeight, kernelWidth);
            if ((long)x.Count * weight[0] * kernelHeight * kernelWidth > 400_000)
            {
                continue;
            }

            Check<float>(x, weight, stride, padding, 8e-6);
            Check<double>(x, weight, stride, padding, 2e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NothingBesideTheResultIsWritten(
        int batch, int inChannels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding)
    {
        var g = ConvolutionGeometry.Of(
            new Shape(batch, inChannels, height, width), new Shape(outChannels, inChannels, kernelHeight, kernelWidth), stride, padding);
        var (x, weight, dy) = (Sample.Uniform<float>(1, g.InputLength), Sample.Uniform<float>(2, g.WeightLength), Sample.Uniform<float>(4, g.OutputLength));
        var (workspace, y, dx) = (Framed(Convolution.WorkspaceLength<float>(g)), Framed(g.OutputLength), Framed(g.InputLength));
        var (dweight, dbias) = (Framed(g.WeightLength), Framed(g.OutChannels));
        Convolution.Forward(g, x.Span, weight.Span, [], Inner(y), Inner(workspace));
        Convolution.BackwardData(g, dy.Span, weight.Span, Inner(dx), Inner(workspace));
        Convolution.BackwardWeights(g, x.Span, dy.Span, Inner(dweight), Inner(dbias), Inner(workspace));
        foreach (var array in (float[][])[workspace, y, dx, dweight, dbias])
        {
            Assert.All(array[..Frame].Concat(array[^Frame..]), value => Assert.Equal(-7, value));
        }
    }

    private static float[] Framed(int length) => [.. Enumerable.Repeat(-7f, length + 2 * Frame)];

    private static Span<float> Inner(float[] framed) => framed.AsSpan(Frame, framed.Length - 2 * Frame);

    private static void CheckWidths<T>(ConvolutionGeometry g)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var all = (Run<Simd512<T>, T>(g), Run<Simd256<T>, T>(g), Run<Simd128<T>, T>(g), Run<Simd1<T>, T>(g));
        Assert.Equal(all.Item1, all.Item2);
        Assert.Equal(all.Item1, all.Item3);
        Assert.Equal(all.Item1, all.Item4);
    }

    private static T[] Run<TSimd, T>(ConvolutionGeometry g)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, weight, bias) = (Sample.Uniform<T>(1, g.InputLength), Sample.Uniform<T>(2, g.WeightLength), Sample.Uniform<T>(3, g.OutChannels));
        var (dy, y, dx) = (Sample.Uniform<T>(4, g.OutputLength), new T[g.OutputLength], Sample.Uniform<T>(5, g.InputLength));
        var (dweight, dbias) = (Sample.Uniform<T>(6, g.WeightLength), Sample.Uniform<T>(7, g.OutChannels));
        var workspace = new T[Convolution.WorkspaceLength<T>(g)];
        Convolution.Forward<TSimd, T>(g, x.Span, weight.Span, bias.Span, y, workspace);
        Convolution.BackwardData<TSimd, T>(g, dy.Span, weight.Span, dx.Span, workspace);
        Convolution.BackwardWeights<TSimd, T>(g, x.Span, dy.Span, dweight.Span, dbias.Span, workspace);
        return [.. y, .. dx.Span, .. dweight.Span, .. dbias.Span];
    }

    private static void Check<T>(Shape xShape, Shape weightShape, int stride, int padding, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var g = ConvolutionGeometry.Of(xShape, weightShape, stride, padding);
        var (x, weight, bias) =
            (Sample.Uniform<T>(1, [.. xShape.Extents]), Sample.Uniform<T>(2, [.. weightShape.Extents]), Sample.Uniform<T>(3, weightShape[0]));
        var dy = Sample.Uniform<T>(4, [.. g.OutShape.Extents]);
        var (x64, weight64, dy64) = (x.To<double>(), weight.To<double>(), dy.To<double>());
        var workspace = new T[Convolution.WorkspaceLength<T>(g)];
        workspace.AsSpan().Fill(T.NaN);

        var y = Tensor<T>.Full(g.OutShape, T.NaN);
        Convolution.Forward(g, x.Span, weight.Span, bias.Span, y.Span, workspace);
        Sample.Near<T>($"y with bias, {g}", SlowConvolution.Forward(x64, weight64, bias.To<double>(), stride, padding).Span, y.Span, tolerance);
        y.Span.Fill(T.NaN);
        Convolution.Forward(g, x.Span, weight.Span, [], y.Span, workspace);
        Sample.Near<T>($"y, {g}", SlowConvolution.Forward(x64, weight64, null, stride, padding).Span, y.Span, tolerance);

        workspace.AsSpan().Fill(T.NaN);
        var dx = Sample.Uniform<T>(5, [.. xShape.Extents]);
        var expected = Sum(dx, SlowConvolution.BackwardData(dy64, weight64, xShape, stride, padding));
        Convolution.BackwardData(g, dy.Span, weight.Span, dx.Span, workspace);
        Sample.Near<T>($"dx, {g}", expected, dx.Span, tolerance);

        workspace.AsSpan().Fill(T.NaN);
        var (dweight, dbias) = (Sample.Uniform<T>(6, [.. weightShape.Extents]), Sample.Uniform<T>(7, weightShape[0]));
        var expectedWeight = Sum(dweight, SlowConvolution.BackwardWeight(x64, dy64, weightShape, stride, padding));
        var expectedBias = Sum(dbias, SlowConvolution.BackwardBias(dy64));
        Convolution.BackwardWeights(g, x.Span, dy.Span, dweight.Span, dbias.Span, workspace);
        Sample.Near<T>($"dweight, {g}", expectedWeight, dweight.Span, tolerance);
        Sample.Near<T>($"dbias, {g}", expectedBias, dbias.Span, tolerance);
        Convolution.BackwardWeights(g, x.Span, dy.Span, dweight.Span, [], workspace);
        Sample.Near<T>($"dbias stays, {g}", expectedBias, dbias.Span, tolerance);
    }

    private static double[] Sum<T>(Tensor<T> start, Tensor<double> added)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. start.To<double>().Span.ToArray().Zip(added.Span.ToArray(), (a, b) => a + b)];
}
