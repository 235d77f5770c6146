using QXai.Data.Idx;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Idx;

public class MnistTests
{
    [Fact]
    public void ReadsAPairAndNormalises()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-images-idx3-ubyte", IdxBytes.Images(3, 2, 2));
        folder.Write("train-labels-idx1-ubyte.gz", IdxBytes.Gzip(IdxBytes.Labels(4, 0, 9)));
        IBatchSource<double> set = Mnist.Load<double>(folder.Root, DataSplit.Train, new Normalisation(0.5, 0.25), limit: 2);
        Assert.Equal((2, new Shape(1, 2, 2), 10), (set.Count, set.SampleShape, set.ClassNames.Count));
        Assert.Equal((4, 0), (set.Label(0), set.Label(1)));
        var sample = new double[4];
        set.Read(1, draw: 5, sample);
        Assert.Equal([.. new[] { 28, 35, 42, 49 }.Select(p => (p / 255.0 - 0.5) / 0.25)], sample);
    }

    [Fact]
    public void AnotherPrecisionSharesTheBytes()
    {
        using var folder = new TemporaryFolder();
        var set = Small(folder, 3, [1, 2, 3]).As<double>(Normalisation.Unit);
        var sample = new double[4];
        set.Read(2, 0, sample);
        Assert.Equal([56 / 255.0, 63 / 255.0, 70 / 255.0, 77 / 255.0], sample);
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        using var folder = new TemporaryFolder();
        AssertRefused($"{folder["no"]} cannot be read: there is no such folder.", () => Mnist.Load<float>(folder["no"], DataSplit.Train));
        AssertRefused(
            $"{folder.Root} has no file t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz, which holds the images of this split of MNIST.",
            () => Mnist.Load<float>(folder.Root, DataSplit.Test));
        folder.Write("t10k-images-idx3-ubyte", IdxBytes.Images(1, 2, 2));
        AssertRefused(
            $"{folder.Root} has no file t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, which holds the labels of this split of MNIST.",
            () => Mnist.Load<float>(folder.Root, DataSplit.Test));
    }

    [Fact]
    public void PairsThatDoNotBelongTogetherAreRefused()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(
            $"{folder["train-images-idx3-ubyte"]} holds 3 pictures, but {folder["train-labels-idx1-ubyte"]} holds 2 labels: "
            + "the two files do not belong together.",
            () => Small(folder, 3, [1, 2]));
    }

    [Fact]
    public void LabelsOutOfRangeAreRefused()
    {
        using var folder = new TemporaryFolder();
        AssertRefused($"{folder["train-labels-idx1-ubyte"]}: label 10 of item 1 is not a digit from 0 to 9.", () => Small(folder, 3, [1, 10, 2]));
    }

    [Fact]
    public void SamplesOutsideTheSetAndWrongBuffersAreRefused()
    {
        using var folder = new TemporaryFolder();
        var set = Small(folder, 3, [1, 2, 3]);
        Assert.StartsWith("Sample 3 does not exist: the set has the samples 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => set.Label(3)).Message);
        Assert.Equal(
            "Read: a sample of shape [1, 2, 2] has 4 numbers, but the destination has 5.",
            Assert.Throws<ShapeException>(() => set.Read(0, 0, new float[5])).Message);
    }

    [SkippableTheory]
    [InlineData(DataSplit.Train, new[] { 5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949 }, 0.13066, 0.30811)]
    [InlineData(DataSplit.Test, new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 }, 0.13251, 0.31048)]
    public void TheRealFilesHaveThePublishedStatistics(DataSplit split, int[] histogram, double mean, double deviation)
    {
        var set = Mnist.Load<float>(SharedData.Require("mnist"), split);
        Assert.Equal(new Shape(1, 28, 28), set.SampleShape);
        var counts = new int[10];
        var moments = new long[256];
        for (var i = 0; i < set.Count; i++)
        {
            counts[set.Label(i)]++;
            foreach (var pixel in set.Pixels(i))
            {
                moments[pixel]++;
            }
        }

        var pixels = (double)set.Count * 784;
        var sum = moments.Select((n, value) => n * (value / 255.0)).Sum() / pixels;
        var square = moments.Select((n, value) => n * (value / 255.0) * (value / 255.0)).Sum() / pixels;
        Assert.Equal(histogram, counts);
        Assert.Equal(mean, sum, 0.00001);
        Assert.Equal(deviation, Math.Sqrt(square - sum * sum), 0.00001);
    }

    private static MnistDataSet<float> Small(TemporaryFolder folder, int images, byte[] labels)
    {
        folder.Write("train-images-idx3-ubyte", IdxBytes.Images(images, 2, 2));
        folder.Write("train-labels-idx1-ubyte", IdxBytes.Labels(labels));
        return Mnist.Load<float>(folder.Root, DataSplit.Train);
    }

    private static void AssertRefused(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<InputException>(action).Message);
}
