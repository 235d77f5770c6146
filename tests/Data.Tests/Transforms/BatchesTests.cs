using QXai.Data.Transforms;
using QXai.Numerics;

namespace QXai.Data.Tests.Transforms;

public class BatchesTests
{
    [Fact]
    public void AnEpochDealsEverySampleOnceInAnotherOrderEachTime()
    {
        var batches = new Batches<double>(ArraySource.Numbered(10, 3), 4, seed: 1);
        Assert.Equal(3, batches.Steps);
        var epochs = Enumerable.Range(0, 3).Select(epoch => Deal(batches, epoch)).ToArray();
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), epoch.Order()));
        Assert.Equal(3, epochs.Select(epoch => string.Join(",", epoch)).Distinct().Count());
        Assert.Equal(epochs[1], Deal(new Batches<double>(ArraySource.Numbered(10, 3), 4, seed: 1), 1));
        Assert.NotEqual(epochs[1], Deal(new Batches<double>(ArraySource.Numbered(10, 3), 4, seed: 2), 1));
    }

    [Fact]
    public void AugmentationChangesFromEpochToEpochAndNotWithTheBatchSize()
    {
        var source = new Augmented<double>(ArraySource.Linear(1, 6, 6), AugmentOptions.Digits);
        double[] Epoch(int epoch, int size)
        {
            var samples = new double[36 * size];
            new Batches<double>(source, size, seed: 1).Fill(epoch, 0, samples, new int[size]);
            return samples[..36];
        }

        Assert.Equal(Epoch(0, 1), Epoch(0, 2));
        Assert.NotEqual(Epoch(0, 1), Epoch(1, 1));
    }

    [Fact]
    public void WrongBuffersAndStepsAreRefused()
    {
        var batches = new Batches<double>(ArraySource.Numbered(10, 3), 4, seed: 1);
        Assert.Equal(
            "Fill: a batch of 4 samples of shape [1, 1, 1] has 4 numbers and 4 labels, but 3 and 4 were given.",
            Assert.Throws<ShapeException>(() => batches.Fill(0, 0, new double[3], new int[4])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => batches.Fill(0, 3, new double[4], new int[4]));
    }

    private static double[] Deal(Batches<double> batches, int epoch)
    {
        var (dealt, samples, labels) = (new List<double>(), new double[4], new int[4]);
        for (var step = 0; step < batches.Steps; step++)
        {
            var count = batches.Fill(epoch, step, samples, labels);
            Assert.All(Enumerable.Range(0, count), i => Assert.Equal((int)samples[i] % 3, labels[i]));
            dealt.AddRange(samples[..count]);
        }

        return [.. dealt];
    }
}
