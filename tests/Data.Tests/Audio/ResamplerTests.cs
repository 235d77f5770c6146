using QXai.Data.Audio;
using QXai.Data.Fourier;
using QXai.Numerics.Random;
using QXai.Tests;

namespace QXai.Data.Tests.Audio;

public class ResamplerTests
{
    public static TheoryData<int, int> Rates => new()
    {
        { 44100, 16000 }, { 16000, 44100 }, { 48000, 16000 }, { 8000, 16000 }, { 22050, 16000 }, { 16000, 8000 }, { 11025, 16000 }, { 16001, 16000 }, { 7, 5 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void TonesInThePassBandKeepPhaseAndAmplitudeAndTonesAboveVanish(int from, int to)
    {
        var resampler = new Resampler(from, to);
        var low = Math.Min(from, to) * 0.5;
        foreach (var share in new[] { 0.01, 0.5, 0.94 })
        {
            var (input, output) = (Tone(share * low, from, from * 4000 / Math.Max(from, to)), default(Waveform));
            output = resampler.Apply(input);
            var expected = Tone(share * low, to, output.Frames).Samples;
            var margin = output.Frames / 3;
            Assert.Equal(((long)input.Frames * to + from - 1) / from, output.Frames);
            Assert.InRange(Largest(expected[margin..^margin], output.Samples[margin..^margin]), 0, 3e-5);
        }

        if (to < from && to * 1.1 < from)
        {
            var output = resampler.Apply(Tone(1.02 * low, from, 4000));
            Assert.InRange(output.Samples[(output.Frames / 3)..^(output.Frames / 3)].Max(Math.Abs), 0, 2e-5);
        }
    }

    [Fact]
    public void AConstantStaysOneToTheLastBitOfSinglePrecision()
    {
        var output = new Resampler(44100, 16000).Apply(new Waveform([.. Enumerable.Repeat(0.7f, 8000)], 44100));
        Assert.All(output.Samples[400..^400], sample => Assert.Equal(0.7f, sample, 1e-7f));
    }

    /// <summary>
    /// The 16 kHz files were made from the 44.1 kHz recordings by another program, whose filter begins to fall near 7.3 kHz. Up to 7 kHz nothing
    /// differs but the rounding to 16 bits.
    /// </summary>
    [SkippableFact]
    public void RecordingsAgreeWithAnotherProgramsConversion()
    {
        var folder = SharedData.Require("helicopter");
        var resampler = new Resampler(44100, 16000);
        var stft = new Stft<double>(new StftOptions { WindowLength = 512, Hop = 256, FftSize = 512, Window = WindowShape.Blackman });
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "44k1"), "*.wav"))
        {
            var expected = WavReader.Read(Path.Combine(folder, "16k", Path.GetFileName(path))).Sound.Samples;
            var found = resampler.Apply(WavReader.Read(path).Sound).Samples;

            Assert.Equal(80000, found.Length);
            var difference = PowerUpTo7Kilohertz([.. found.Zip(expected, (a, b) => (double)a - b)]);
            var decibels = 10 * Math.Log10(difference / PowerUpTo7Kilohertz([.. expected.Select(b => (double)b)]));
            Assert.True(decibels < -60, $"{path}: {decibels} dB");
        }

        double PowerUpTo7Kilohertz(double[] signal)
        {
            var power = stft.Forward(signal).Power();
            return power.Span[..(224 * power.Shape[1])].ToArray().Sum();
        }
    }

    [Fact]
    public void ChannelsAreConvertedOneByOneAndRepeatably()
    {
        var random = new SeededRandom(1);
        var stereo = new Waveform([.. Enumerable.Range(0, 4000).Select(_ => (float)random.NextDouble(-1, 1))], 22050, 2);
        var resampler = new Resampler(22050, 16000);
        var output = resampler.Apply(stereo);

        Assert.Equal((2, 16000), (output.Channels, output.SampleRate));
        Assert.Equal(resampler.Apply(stereo.Channel(1)).Samples, output.Channel(1).Samples);
        Assert.Same(stereo, new Resampler(22050, 22050).Apply(stereo));
    }

    [Fact]
    public void WhatIsNotPossibleIsRefused()
    {
        Assert.Equal(
            "Resampler: from 0 to 8000 Hz with a pass band of 0.95 and 100 dB is not possible; "
            + "rates must be positive, the band within 0 to 0.999, the attenuation 20 to 180 dB.",
            Assert.Throws<ArgumentException>(() => new Resampler(0, 8000)).Message);
        Assert.Equal(
            "Resampler: prepared for sound at 8000 Hz, but it is at 16000 Hz.",
            Assert.Throws<ArgumentException>(() => new Resampler(8000, 16000).Apply(new Waveform(new float[4], 16000))).Message);
    }

    [Fact]
    public void TheBesselFunctionHasItsTabulatedValues()
    {
        Assert.Equal(1.2660658777520084, KaiserSinc.BesselI0(1), 1e-15);
        Assert.Equal(2815.716628466254, KaiserSinc.BesselI0(10), 1e-9);
    }

    private static Waveform Tone(double hertz, int rate, int frames) =>
        new([.. Enumerable.Range(0, frames).Select(n => (float)(0.8 * Math.Sin(2 * Math.PI * hertz * n / rate + 0.3)))], rate);

    private static double Largest(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Max();
}
