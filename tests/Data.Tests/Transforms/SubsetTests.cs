using QXai.Data.Transforms;

namespace QXai.Data.Tests.Transforms;

public class SubsetTests
{
    [Fact]
    public void ASubsetHasItsOwnOrder()
    {
        var subset = new Subset<double>(ArraySource.Numbered(10, 3), [7, 2]);
        var sample = new double[1];
        subset.Read(0, 0, sample);
        Assert.Equal((2, 1, 7, 3), (subset.Count, subset.Label(0), sample[0], subset.ClassNames.Count));
        Assert.Equal(
            "Subset: sample 10 does not exist: the set has the samples 0 to 9. (Parameter 'indices')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Subset<double>(ArraySource.Numbered(10, 3), [1, 10])).Message);
    }

    [Fact]
    public void FirstTakesWhatThereIs()
    {
        Assert.Equal([0, 1, 2], ArraySource.Numbered(5, 2).First(3).Indices.ToArray());
        Assert.Equal(5, ArraySource.Numbered(5, 2).First(9).Count);
    }

    [Fact]
    public void ASplitKeepsTheClassesInProportionAndLosesNothing()
    {
        var source = ArraySource.Numbered(1000, 4);
        var (kept, held) = source.Split(0.2, seed: 3);
        Assert.Equal(Enumerable.Range(0, 1000), kept.Indices.ToArray().Concat(held.Indices.ToArray()).Order());
        Assert.All(Enumerable.Range(0, 4), label => Assert.Equal(50, Enumerable.Range(0, held.Count).Count(i => held.Label(i) == label)));
        Assert.Equal(held.Indices, source.Split(0.2, seed: 3).Held.Indices);
        Assert.NotEqual(held.Indices.ToArray(), source.Split(0.2, seed: 4).Held.Indices.ToArray());
        Assert.StartsWith("Split: the share is 1.5, but 0 to 1 is expected.", Assert.Throws<ArgumentOutOfRangeException>(() => source.Split(1.5, 0)).Message);
    }
}
