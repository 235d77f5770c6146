using System.Numerics;
using QXai.Data.Fourier;
using QXai.Data.Fourier.Kernels;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Numerics.Simd;

namespace QXai.Data.Tests.Fourier;

public class FftTests
{
    public static IEnumerable<int> Lengths => Enumerable.Range(1, 100).Concat([121, 127, 128, 250, 255, 256, 257, 384, 400, 441, 512, 1000, 1021, 1024]);

    [Fact]
    public void EveryLengthAgreesWithTheDefinition()
    {
        foreach (var n in Lengths)
        {
            var (re, im) = (Noise<double>(n, 1), Noise<double>(n, 2));
            var (expectedRe, expectedIm) = Dft.Of(re, im);
            new Fft<double>(n).Forward(re, im);
            Assert.True(LargestDifference(expectedRe, re) < 1e-12 * Math.Sqrt(n) * (1 + Math.Log2(n)), $"n = {n}");
            Assert.True(LargestDifference(expectedIm, im) < 1e-12 * Math.Sqrt(n) * (1 + Math.Log2(n)), $"n = {n}");
        }
    }

    [Fact]
    public void RealSignalsOfEveryLengthAgreeWithTheDefinitionAndComeBack()
    {
        foreach (var n in Lengths)
        {
            var signal = Noise<double>(n, 3);
            var (expectedRe, expectedIm) = Dft.Of(signal, new double[n]);
            var fft = new RealFft<double>(n);
            var (re, im, back) = (new double[fft.Bins], new double[fft.Bins], new double[n]);
            fft.Forward(signal, re, im);
            fft.Inverse(re, im, back);
            Assert.True(LargestDifference(expectedRe[..fft.Bins], re) < 1e-11, $"n = {n}");
            Assert.True(LargestDifference(expectedIm[..fft.Bins], im) < 1e-11, $"n = {n}");
            Assert.True(LargestDifference(signal, back) < 1e-13, $"n = {n}");
        }
    }

    [Fact]
    public void TheInverseBringsTheSignalBack()
    {
        foreach (var n in Lengths)
        {
            var (re, im) = (Noise<double>(n, 4), Noise<double>(n, 5));
            var fft = new Fft<double>(n);
            fft.Forward(re, im);
            fft.Inverse(re, im);
            Assert.True(LargestDifference(Noise<double>(n, 4), re) < 1e-13 && LargestDifference(Noise<double>(n, 5), im) < 1e-13, $"n = {n}");
        }
    }

    [Fact]
    public void TheEnergyIsKept()
    {
        foreach (var n in Lengths)
        {
            var (re, im) = (Noise<double>(n, 6), Noise<double>(n, 7));
            var before = re.Concat(im).Sum(x => x * x);
            new Fft<double>(n).Forward(re, im);
            Assert.Equal(1, re.Concat(im).Sum(x => x * x) / (n * before), 1e-13);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(360)]
    public void AnImpulseHasAFlatSpectrumAndAToneASingleLine(int n)
    {
        var (re, im) = (new double[n], new double[n]);
        re[0] = 1;
        new Fft<double>(n).Forward(re, im);
        Assert.All(re, x => Assert.Equal(1, x, 1e-14));
        Assert.All(im, x => Assert.Equal(0, x, 1e-14));

        for (var j = 0; j < n; j++)
        {
            (im[j], re[j]) = Math.SinCos(2 * Math.PI * (37L * j % n) / n);
        }

        new Fft<double>(n).Forward(re, im);
        Assert.All(Enumerable.Range(0, n), k => Assert.Equal(k == 37 ? n : 0, Math.Sqrt(re[k] * re[k] + im[k] * im[k]), 1e-11));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(441)]
    [InlineData(65536)]
    public void SinglePrecisionIsAsGoodAsItCanBe(int n)
    {
        var (re, im) = (Noise<double>(n, 8), Noise<double>(n, 9));
        var (singleRe, singleIm) = (Noise<float>(n, 8), Noise<float>(n, 9));
        new Fft<double>(n).Forward(re, im);
        new Fft<float>(n).Forward(singleRe, singleIm);
        var error = Math.Sqrt(re.Zip(singleRe, (a, b) => (a - b) * (a - b)).Sum() / re.Sum(x => x * x));
        Assert.InRange(error, 0, 5e-7);
    }

    [Fact]
    public void TheBitsDoNotDependOnTheWidthOfVectors()
    {
        const int N = 1024;
        var (re, im) = (Noise<float>(N, 10), Noise<float>(N, 11));
        var (cosines, sines) = (new float[N], new float[N]);
        for (var j = 0; j < N; j++)
        {
            (cosines[j], sines[j]) = Roots.Of<float>(j, N);
        }

        foreach (var stride in new[] { 16, 64, 256 })
        {
            var one = Step<Simd1<float>>(N / stride, stride);
            Assert.Equal(one, Step<Simd256<float>>(N / stride, stride));
            Assert.Equal(one, Step<Simd512<float>>(N / stride, stride));
        }

        float[] Step<TVector>(int n, int stride)
            where TVector : struct, ISimd<TVector, float>
        {
            var (toRe, toIm) = (new float[N], new float[N]);
            Stockham<TVector, float>.Step(n, stride, re, im, toRe, toIm, cosines, sines);
            return [.. toRe, .. toIm];
        }
    }

    [Fact]
    public void WrongLengthsAreRefused()
    {
        Assert.StartsWith(
            "Fft: a transform of length 0 is not possible; 1 to 134217728 are.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Fft<double>(0)).Message);
        Assert.Equal(
            "Fft: prepared for length 8, but the real part has 8 elements and the imaginary part 7.",
            Assert.Throws<ShapeException>(() => new Fft<double>(8).Forward(new double[8], new double[7])).Message);
        Assert.Equal(
            "RealFft: prepared for 8 samples and 5 bins, but the signal has 8 and the transform 4 real and 5 imaginary parts.",
            Assert.Throws<ShapeException>(() => new RealFft<double>(8).Forward(new double[8], new double[4], new double[5])).Message);
    }

    internal static T[] Noise<T>(int n, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, n).Select(_ => T.CreateTruncating(random.NextDouble(-1, 1)))];
    }

    internal static double LargestDifference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
