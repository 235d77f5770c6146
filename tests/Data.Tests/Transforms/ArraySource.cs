using QXai.Numerics;

namespace QXai.Data.Tests.Transforms;

/// <summary>A data set over samples in memory, for the tests.</summary>
internal sealed class ArraySource(Shape shape, int classes, (double[] Sample, int Label)[] items) : IBatchSource<double>
{
    public int Count => items.Length;

    public Shape SampleShape => shape;

    public IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, classes).Select(c => $"class {c}")];

    public int Label(int index) => items[index].Label;

    public void Read(int index, ulong draw, Span<double> destination) => items[index].Sample.CopyTo(destination);

    /// <summary>Pictures whose value at (x, y) of channel c is a linear function, so that bilinear interpolation is exact.</summary>
    public static ArraySource Linear(int channels, int height, int width) => new(
        new Shape(channels, height, width),
        1,
        [([.. Enumerable.Range(0, channels * height * width).Select(i => Value(i / (height * width), i / width % height, i % width))], 0)]);

    public static double Value(int channel, double y, double x) => 10 * channel + 2 * x - 3 * y;

    /// <summary>Sample i holds the number i alone; labels go round.</summary>
    public static ArraySource Numbered(int count, int classes) =>
        new(new Shape(1, 1, 1), classes, [.. Enumerable.Range(0, count).Select(i => (new double[] { i }, i % classes))]);
}
