using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Benchmarks.Quick;

/// <summary>Uniform noise in memory, with random labels: what a training step costs does not depend on what it learns.</summary>
internal sealed class RandomImages : IBatchSource<float>
{
    private readonly float[] values;
    private readonly int[] labels;

    public RandomImages(Shape sample, int classes, int count)
    {
        (SampleShape, Count, ClassNames) = (sample, count, [.. Enumerable.Range(0, classes).Select(c => $"{c}")]);
        var random = new SeededRandom(1);
        values = [.. Enumerable.Range(0, count * sample.Count).Select(_ => (float)random.NextDouble(0, 1))];
        labels = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(classes))];
    }

    public int Count { get; }

    public Shape SampleShape { get; }

    public IReadOnlyList<string> ClassNames { get; }

    public int Label(int index) => labels[index];

    public void Read(int index, ulong draw, Span<float> destination) => values.AsSpan(index * destination.Length, destination.Length).CopyTo(destination);
}
