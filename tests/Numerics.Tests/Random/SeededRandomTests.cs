using QXai.Numerics.Random;

namespace QXai.Numerics.Tests.Random;

public class SeededRandomTests
{
    [Fact]
    public void EqualSeedsGiveEqualSequences()
    {
        var (a, b) = (new SeededRandom(7), new SeededRandom(7));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(a.NextUInt64(), b.NextUInt64()));
    }

    [Fact]
    public void DerivedGeneratorsDoNotDependOnWhatWasDrawn()
    {
        var random = new SeededRandom(3);
        var before = random.Derive(5).NextUInt64();
        random.NextUInt64();
        Assert.Equal(before, random.Derive(5).NextUInt64());
        Assert.NotEqual(before, random.Derive(6).NextUInt64());
    }

    [Fact]
    public void GaussianHasUnitVariance()
    {
        var random = new SeededRandom(1);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian()).ToArray();
        Assert.Equal(0, draws.Average(), 0.02);
        Assert.Equal(1, draws.Average(x => x * x), 0.02);
    }

    [Fact]
    public void IntegersAreUniform()
    {
        var random = new SeededRandom(2);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }
}
