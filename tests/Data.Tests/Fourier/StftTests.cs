using QXai.Data.Fourier;
using QXai.Numerics;

namespace QXai.Data.Tests.Fourier;

public class StftTests
{
    private static readonly StftOptions Small = new() { WindowLength = 24, Hop = 7, FftSize = 30 };

    [Theory]
    [InlineData(FramePadding.None)]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.Reflected)]
    public void EveryElementFollowsTheDefinition(FramePadding padding)
    {
        var signal = FftTests.Noise<double>(100, 1);
        var stft = new Stft<double>(Small with { Padding = padding });
        var spectrogram = stft.Forward(signal);

        Assert.Equal((16, padding == FramePadding.None ? 11 : 15), (spectrogram.Bins, spectrogram.Frames));
        var window = Window.Create<double>(WindowShape.Hann, 24);
        for (var f = 0; f < spectrogram.Frames; f++)
        {
            for (var k = 0; k < 16; k++)
            {
                var (re, im) = (0.0, 0.0);
                for (var j = 0; j < 24; j++)
                {
                    var at = 7 * f + j - (padding == FramePadding.None ? 0 : 12);
                    var sample = at is >= 0 and < 100 ? signal[at] : padding == FramePadding.Zeros ? 0 : signal[at < 0 ? -at : 198 - at];
                    re += window[j] * sample * Math.Cos(2 * Math.PI * j * k / 30);
                    im -= window[j] * sample * Math.Sin(2 * Math.PI * j * k / 30);
                }

                Assert.Equal(re, spectrogram.Re[k, f], 1e-12);
                Assert.Equal(im, spectrogram.Im[k, f], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(WindowShape.Hann, 400, 160, 512)]
    [InlineData(WindowShape.Hann, 256, 64, 256)]
    [InlineData(WindowShape.Hamming, 255, 100, 441)]
    [InlineData(WindowShape.Blackman, 400, 100, 400)]
    [InlineData(WindowShape.Rectangular, 100, 100, 128)]
    public void TheInverseBringsTheSignalBack(WindowShape window, int length, int hop, int size)
    {
        var signal = FftTests.Noise<double>(5003, 2);
        foreach (var padding in new[] { FramePadding.Zeros, FramePadding.Reflected })
        {
            var stft = new Stft<double>(new StftOptions { Window = window, WindowLength = length, Hop = hop, FftSize = size, Padding = padding });
            var back = stft.Inverse(stft.Forward(signal), signal.Length);
            Assert.True(FftTests.LargestDifference(signal, back) < 1e-12);
        }
    }

    [Fact]
    public void WithoutPaddingTheInnerPartComesBackAndUnreachedSamplesAreZero()
    {
        var signal = FftTests.Noise<double>(1000, 3);
        var stft = new Stft<double>(new StftOptions { WindowLength = 64, Hop = 16, FftSize = 64, Padding = FramePadding.None });
        var back = stft.Inverse(stft.Forward(signal), signal.Length);

        Assert.Equal(0, back[0]);
        Assert.True(FftTests.LargestDifference(signal[1..992], back[1..992]) < 1e-10);
        Assert.All(back[992..], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void SinglePrecisionComesBackToItsPrecision()
    {
        var signal = FftTests.Noise<float>(16000, 4);
        var stft = new Stft<float>(new StftOptions());
        var back = stft.Inverse(stft.Forward(signal), signal.Length);
        Assert.InRange(signal.Zip(back, (a, b) => Math.Abs(a - b)).Max(), 0, 2e-6f);
    }

    [Fact]
    public void AToneStandsInItsBinAtEveryTime()
    {
        var stft = new Stft<double>(new StftOptions { Padding = FramePadding.None });
        var signal = Enumerable.Range(0, 4000).Select(n => Math.Sin(2 * Math.PI * 1000 * n / 16000)).ToArray();
        var power = stft.Forward(signal).Power();
        for (var f = 0; f < power.Shape[1]; f++)
        {
            var loudest = Enumerable.Range(0, stft.Bins).MaxBy(k => power[k, f]);
            Assert.Equal(1000, stft.Frequency(loudest, 16000));
        }
    }

    [Fact]
    public void AClickStandsInTheFrameOfItsTime()
    {
        foreach (var padding in Enum.GetValues<FramePadding>())
        {
            var stft = new Stft<double>(new StftOptions { WindowLength = 320, Hop = 80, FftSize = 320, Padding = padding });
            var signal = new double[8000];
            signal[2400] = 1;
            var power = stft.Forward(signal).Power();
            var loudest = Enumerable.Range(0, power.Shape[1]).MaxBy(f => power[3, f]);
            Assert.Equal(0.15, stft.Time(loudest, 16000), 1e-12);
            Assert.Equal(loudest, stft.FrameAt(0.15, 16000), 1e-9);
        }
    }

    [Fact]
    public void AMaskKeepsItsPartOfTheSound()
    {
        var stft = new Stft<double>(new StftOptions());
        var (low, high) = (Tone(500), Tone(3000));
        var spectrogram = stft.Forward([.. low.Zip(high, (a, b) => a + b)]);
        var mask = new Tensor<double>(spectrogram.Re.Shape);
        mask.Span[..(mask.Length * 50 / 257)].Fill(1);

        var kept = stft.Inverse(spectrogram.Masked(mask), low.Length);

        Assert.True(FftTests.LargestDifference(low[400..^400], kept[400..^400]) < 2e-3);
        Assert.Equal(
            "ComplexSpectrogram: a mask of shape [2, 2] does not fit [257, 51].",
            Assert.Throws<ShapeException>(() => spectrogram.Masked(new Tensor<double>(new Shape(2, 2)))).Message);

        static double[] Tone(double hertz) => [.. Enumerable.Range(0, 8000).Select(n => Math.Sin(2 * Math.PI * hertz * n / 16000))];
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Equal(
            "Stft: a window of 10 samples every 5 and a transform of 8 do not fit: window and hop must be positive, the transform no shorter than the window.",
            Assert.Throws<ArgumentException>(() => new Stft<double>(new StftOptions { WindowLength = 10, Hop = 5, FftSize = 8 })).Message);
        Assert.Equal(
            "Stft: a signal of 12 samples is too short; 13 are the least for a window of 24 and padding Reflected.",
            Assert.Throws<ShapeException>(() => new Stft<double>(Small).Forward(new double[12])).Message);
        var stft = new Stft<double>(Small);
        var spectrogram = stft.Forward(new double[100]);
        Assert.Equal(
            "Stft: a signal of 110 samples has 16 bins and 16 frames, but the spectrogram has 16 and 15.",
            Assert.Throws<ShapeException>(() => stft.Inverse(spectrogram, 110)).Message);
    }
}
