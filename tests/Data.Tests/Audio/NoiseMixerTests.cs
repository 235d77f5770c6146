using QXai.Data.Audio;
using QXai.Numerics.Random;
using QXai.Tests;

namespace QXai.Data.Tests.Audio;

public class NoiseMixerTests
{
    [Theory]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(7.5)]
    public void TheRatioOfPowersIsTheOneAskedFor(double decibels)
    {
        var (speech, noise) = (Noise(3000, 1, 0.1), Noise(10000, 2, 0.7));
        var mix = NoiseMixer.Mix(speech, noise, decibels, new SeededRandom(5));
        var added = mix.Samples.Zip(speech, (y, s) => y - s).ToArray();

        Assert.Equal(decibels, Level.Decibels(speech) - Level.Decibels(added), 1e-4);
        Assert.All(Enumerable.Range(0, 3000), n => Assert.Equal((float)(speech[n] + mix.Gain * noise[mix.Start + n]), mix.Samples[n]));
    }

    [Fact]
    public void EqualSeedsTakeEqualPartsAndAllPartsAreTaken()
    {
        var (speech, noise) = (Noise(10, 1, 1), Noise(13, 2, 1));
        Assert.Equal(NoiseMixer.Mix(speech, noise, 0, new SeededRandom(9)).Samples, NoiseMixer.Mix(speech, noise, 0, new SeededRandom(9)).Samples);
        Assert.Equal(
            [0, 1, 2, 3],
            Enumerable.Range(0, 60).Select(seed => NoiseMixer.Mix(speech, noise, 0, new SeededRandom((ulong)seed)).Start).Distinct().Order());
    }

    [Fact]
    public void WhereThereIsNoRatioNoneIsMade()
    {
        var random = new SeededRandom(1);
        Assert.Equal(
            "NoiseMixer: 3 samples of speech need as many of noise, but there are 2.",
            Assert.Throws<ArgumentException>(() => NoiseMixer.Mix([1, 1, 1], [1, 1], 0, random)).Message);
        Assert.Equal(
            "NoiseMixer: speech of power 1 and noise of power 0 (from sample 0 on) have no ratio of 3 dB.",
            Assert.Throws<ArgumentException>(() => NoiseMixer.Mix([1, -1], [0, 0], 3, random)).Message);
        Assert.Equal(
            "NoiseMixer: speech of power 0 and noise of power 1 (from sample 0 on) have no ratio of 3 dB.",
            Assert.Throws<ArgumentException>(() => NoiseMixer.Mix([0, 0], [1, 1], 3, random)).Message);
    }

    [Fact]
    public void LevelsAreRootMeanSquares()
    {
        float[] samples = [0.5f, -0.5f, 0.5f, -0.5f];
        Assert.Equal(0.25, Level.Power(samples));
        Assert.Equal(-6.0206, Level.Decibels(samples), 1e-4);
        Assert.Equal(double.NegativeInfinity, Level.Decibels(new float[3]));
        Assert.Equal(0.2, Level.Normalise(samples, -20), 1e-12);
        Assert.Equal(-20, Level.Decibels(samples), 1e-6);
        Assert.Equal(
            "Level: 2 samples of power 0 cannot be brought to -20 dB.",
            Assert.Throws<ArgumentException>(() => Level.Normalise(new float[2], -20)).Message);
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("000000", 0, 0)]
    [InlineData("xxx", 0, 3)]
    [InlineData("0x0", 0, 3)]
    [InlineData("000x00x0xx000", 3, 7)]
    [InlineData("x000xx000xxx", 9, 3)]
    [InlineData("x000xx0000", 4, 2)]
    [InlineData("xx000", 0, 2)]
    public void TheActivePartIsTheLongestStretchWithoutThreeZeros(string sound, int start, int count) =>
        Assert.Equal((start, count), Level.ActivePart([.. sound.Select(c => c == 'x' ? 0.5f : 0)], 3));

    [SkippableFact]
    public void TheActivePartsOfTheHelicoptersAreThoseListed()
    {
        var folder = SharedData.Require("helicopter");
        foreach (var fields in File.ReadLines(Path.Combine(folder, "clips.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var sound = AudioReaders.Read(Path.Combine(folder, fields[0])).Sound;
            var (start, count) = Level.ActivePart(sound.Samples, 1600, 8f / 32768);
            Assert.Equal(double.Parse(fields[8]), start / 16000.0, 0.01);
            Assert.Equal(double.Parse(fields[9]), (start + count) / 16000.0, 0.01);
            Assert.Equal(double.Parse(fields[10]), Level.Decibels(sound.Samples.AsSpan(start, count)), 0.02);
        }
    }

    private static float[] Noise(int count, ulong seed, double scale)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.NextDouble(-1, 1)))];
    }
}
