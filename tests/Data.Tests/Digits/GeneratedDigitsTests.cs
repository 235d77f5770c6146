using System.Diagnostics;
using QXai.Data.Digits;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Tests.Digits;

public class GeneratedDigitsTests
{
    [Fact]
    public void EveryDigitHasSeveralWaysOfWriting() =>
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(Glyphs.All.Count(glyph => glyph.Digit == digit), 3, 9));

    [Fact]
    public void ASampleDependsOnSeedAndIndexOnly()
    {
        var (all, one) = (new GeneratedDigits<float>(5, 200), new GeneratedDigits<float>(5, 58));
        for (var i = 0; i < all.Count; i++)
        {
            all.Pixels(i);
        }

        Assert.Equal(all.Label(57), one.Label(57));
        Assert.Equal(all.Pixels(57), one.Pixels(57));
        Assert.NotEqual(all.Pixels(57).ToArray(), new GeneratedDigits<float>(6, 58).Pixels(57).ToArray());
    }

    [Fact]
    public void ThreadsSeeTheSameSamples()
    {
        var (shared, alone) = (new GeneratedDigits<float>(2, 300), new GeneratedDigits<float>(2, 300));
        Parallel.For(0, 1200, i => shared.Pixels(i % 300));
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(alone.Pixels(i), shared.Pixels(i)));
    }

    [Fact]
    public void TenConsecutiveSamplesHoldEachDigitOnceInChangingOrder()
    {
        var set = new GeneratedDigits<double>(1, 500);
        var blocks = Enumerable.Range(0, 50).Select(block => Enumerable.Range(10 * block, 10).Select(set.Label).ToArray()).ToArray();
        Assert.All(blocks, block => Assert.Equal(Enumerable.Range(0, 10), block.Order()));
        Assert.True(blocks.Select(block => string.Join(",", block)).Distinct().Count() > 45);
    }

    [Fact]
    public void TheSplitsShareNoSample()
    {
        var (train, test) = (new GeneratedDigits<float>(1, 400), new GeneratedDigits<float>(1, 400, DataSplit.Test));
        var seen = Enumerable.Range(0, 400).Select(i => Convert.ToHexString(train.Pixels(i))).ToHashSet();
        Assert.Equal(400, seen.Count);
        Assert.All(Enumerable.Range(0, 400), i => Assert.DoesNotContain(Convert.ToHexString(test.Pixels(i)), seen));
    }

    [Fact]
    public void TheMaskIsWhereTheInkIs()
    {
        var set = new GeneratedDigits<float>(3, 300);
        for (var i = 0; i < set.Count; i++)
        {
            var (mask, pixels) = (set.Mask(i), set.Pixels(i).ToArray());
            var inside = pixels.Where((_, at) => mask[at]).Average(p => p);
            var outside = pixels.Where((_, at) => !mask[at]).Average(p => p);
            Assert.InRange(mask.Count(covered => covered), 15, 300);
            Assert.True(inside > 90 && inside > 3 * outside, $"sample {i}: {inside:F1} inside the strokes, {outside:F1} outside");
        }
    }

    [Fact]
    public void WithoutBlurNoiseAndFaintInkTheMaskIsThePictureAboveHalf()
    {
        var set = new GeneratedDigits<float>(4, 50, style: new DigitStyle { Blur = 0, Noise = 0, FaintestInk = 1 });
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(Array.ConvertAll(set.Pixels(i).ToArray(), p => p >= 128), set.Mask(i)));
    }

    [Fact]
    public void DigitsAreRecognisableButNotTrivial()
    {
        var train = new GeneratedDigits<double>(1, 2000, normalisation: Normalisation.Unit);
        var test = new GeneratedDigits<double>(1, 500, DataSplit.Test, normalisation: Normalisation.Unit);
        var means = new double[10][];
        var sample = new double[784];
        for (var i = 0; i < train.Count; i++)
        {
            train.Read(i, 0, sample);
            var mean = means[train.Label(i)] ??= new double[784];
            for (var at = 0; at < sample.Length; at++)
            {
                mean[at] += sample[at] / 200;
            }
        }

        var hits = Enumerable.Range(0, test.Count).Count(i =>
        {
            test.Read(i, 0, sample);
            return means.Index().MinBy(mean => mean.Item.Zip(sample, (a, b) => (a - b) * (a - b)).Sum()).Index == test.Label(i);
        });
        Assert.InRange(hits, 250, 450);
    }

    [Fact]
    public void SixThousandTakeWellUnderFiveSeconds()
    {
        var (set, clock) = (new GeneratedDigits<float>(9, 6000), Stopwatch.StartNew());
        for (var i = 0; i < set.Count; i++)
        {
            set.Pixels(i);
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void AnotherPrecisionGivesTheSameSamples()
    {
        var set = new GeneratedDigits<float>(1, 10);
        var (single, exact) = (new float[784], new double[784]);
        set.Read(3, 0, single);
        set.As<double>().Read(3, 0, exact);
        Assert.Equal(exact.Select(v => (float)v), single);
        Assert.Equal(set.Normalisation.Apply(set.Pixels(3)[400] / 255.0, 0), exact[400]);
    }

    [Fact]
    public void SenselessStylesAreRefused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new GeneratedDigits<float>(1, 1, style: new DigitStyle { Noise = -1 }));
        Assert.Equal("DigitStyle: Noise is -1, but 0 to 1 is expected.", thrown.Message);
        thrown = Assert.Throws<ArgumentException>(() => new GeneratedDigits<float>(1, 1, style: new DigitStyle { Thinnest = 4 }));
        Assert.Equal("DigitStyle: Thinnest is 4, but 0.5 to 3.2 is expected.", thrown.Message);
    }

    [Theory]
    [InlineData("Rotation")]
    [InlineData("Slant")]
    [InlineData("Scale")]
    [InlineData("Shift")]
    [InlineData("Jitter")]
    [InlineData("Elastic")]
    [InlineData("Thickest")]
    [InlineData("Pressure")]
    [InlineData("Blur")]
    [InlineData("Noise")]
    [InlineData("FaintestInk")]
    public void EveryOptionMatters(string option)
    {
        var still = new DigitStyle
        {
            Rotation = 0,
            Slant = 0,
            Scale = 0,
            Shift = 0,
            Jitter = 0,
            Elastic = 0,
            Thinnest = 2,
            Thickest = 2,
            Pressure = 0,
            Blur = 0,
            Noise = 0,
            FaintestInk = 1
        };
        var changed = option switch
        {
            "Rotation" => still with { Rotation = 20 },
            "Slant" => still with { Slant = 0.4 },
            "Scale" => still with { Scale = 0.4 },
            "Shift" => still with { Shift = 4 },
            "Jitter" => still with { Jitter = 1 },
            "Elastic" => still with { Elastic = 2 },
            "Thickest" => still with { Thickest = 4 },
            "Pressure" => still with { Pressure = 0.6 },
            "Blur" => still with { Blur = 2 },
            "Noise" => still with { Noise = 0.2 },
            _ => still with { FaintestInk = 0.3 },
        };
        var (a, b) = (new GeneratedDigits<float>(1, 20, style: still), new GeneratedDigits<float>(1, 20, style: changed));
        Assert.InRange(Enumerable.Range(0, 20).Count(i => !a.Pixels(i).SequenceEqual(b.Pixels(i))), 15, 20);
    }
}
