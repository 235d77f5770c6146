using QXai.Numerics.Random;
using QXai.Reference.Randomisation;

namespace QXai.Reference.Tests.Randomisation;

/// <summary>The textbook's random numbers against published numbers of the two generators, and against the library's.</summary>
public class TextbookRandomTests
{
    [Fact]
    public void SplitMixGivesThePublishedNumbers() => Assert.Equal(
        [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
        TextbookRandom.SplitMix(1234567).Take(5));

    [Fact]
    public void XoshiroGivesThePublishedNumbers()
    {
        var random = new TextbookRandom([1, 2, 3, 4]);
        Assert.Equal(
            [
                11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832,
                10595114339597558777, 2904607092377533576,
            ],
            Enumerable.Range(0, 10).Select(_ => random.Next()));
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(ulong.MaxValue)]
    public void TheLibraryDrawsTheSameNumbers(ulong seed)
    {
        var (random, library) = (new TextbookRandom(seed), new SeededRandom(seed));
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(library.NextDouble(-3, 5), random.Uniform(-3, 5));
            Assert.Equal(library.NextGaussian(), random.Normal(), 1e-14);
        }

        Assert.All(Enumerable.Range(0, 20), key => Assert.Equal(SeededRandom.Mix(seed, (ulong)key), TextbookRandom.PartSeed(seed, (ulong)key)));
    }

    [Fact]
    public void NormalNumbersHaveMeanZeroAndDeviationOne()
    {
        var random = new TextbookRandom(7);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.Normal())];
        Assert.Equal(0, drawn.Average(), 0.01);
        Assert.Equal(1, drawn.Average(value => value * value), 0.02);
        Assert.Equal(3, drawn.Average(value => Math.Pow(value, 4)), 0.1);
    }
}
