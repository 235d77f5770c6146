using QXai.Data.Transforms;

namespace QXai.Data.Tests.Transforms;

public class ShuffledLabelsTests
{
    private static readonly ArraySource Source = ArraySource.Numbered(300, 3);

    [Fact]
    public void ClassesKeepTheirSizesAndPicturesTheirPlaces()
    {
        var shuffled = new ShuffledLabels<double>(Source, seed: 4);
        Assert.Equal([100, 100, 100], Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 300).Count(i => shuffled.Label(i) == c)));
        var pixel = new double[1];
        shuffled.Read(17, 0, pixel);
        Assert.Equal(17, pixel[0]);
    }

    [Fact]
    public void LabelsHaveNothingToDoWithThePictures()
    {
        var shuffled = new ShuffledLabels<double>(Source, seed: 4);
        Assert.InRange(Enumerable.Range(0, 300).Count(i => shuffled.Label(i) == Source.Label(i)), 60, 140);
    }

    [Fact]
    public void TheSeedDecides()
    {
        int[] Labels(ulong seed) => [.. Enumerable.Range(0, 300).Select(new ShuffledLabels<double>(Source, seed).Label)];
        Assert.Equal(Labels(1), Labels(1));
        Assert.NotEqual(Labels(1), Labels(2));
    }
}
