using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Xai.Reproductions;

/// <summary>
/// A task whose relevant inputs are known by construction: x is uniform in [-pi/2, pi/2]^n, and the class is the sign of sin(x_a) + sin(x_b) sin(x_c)
/// for three inputs a, b, c that the seed chooses; the rest are distractors. Samples with |sin(x_a) + sin(x_b) sin(x_c)| below 0.2 are drawn again.
/// One input acts by itself, two only together.
/// </summary>
public sealed class PlantedInputs : IBatchSource<double>
{
    private readonly double[][] samples;
    private readonly int[] labels;

    /// <summary>Samples of a task; tasks and samples depend on the seed, samples of different parts (training, test) on different draws.</summary>
    public PlantedInputs(int inputs, int count, ulong seed, ulong part)
    {
        var order = Enumerable.Range(0, inputs).ToArray();
        new SeededRandom(seed).Derive(0).Shuffle(order.AsSpan());
        (Alone, Pair) = (order[0], (order[1], order[2]));
        Mask = [.. Enumerable.Range(0, inputs).Select(i => order.AsSpan(0, 3).Contains(i))];
        var random = new SeededRandom(seed).Derive(part + 1);
        samples = [.. Enumerable.Range(0, count).Select(_ => Draw(random, inputs))];
        labels = [.. samples.Select(x => Signal(x) > 0 ? 1 : 0)];
        SampleShape = new Shape(inputs);
    }

    /// <summary>a.</summary>
    public int Alone { get; }

    /// <summary>b and c.</summary>
    public (int First, int Second) Pair { get; }

    /// <summary>True for a, b and c.</summary>
    public bool[] Mask { get; }

    /// <inheritdoc/>
    public int Count => samples.Length;

    /// <inheritdoc/>
    public Shape SampleShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; } = ["negative", "positive"];

    /// <inheritdoc/>
    public int Label(int index) => labels[index];

    /// <summary>The inputs of a sample.</summary>
    public double[] Sample(int index) => samples[index];

    /// <inheritdoc/>
    public void Read(int index, ulong draw, Span<double> destination) => samples[index].CopyTo(destination);

    private double Signal(double[] x) => Math.Sin(x[Alone]) + Math.Sin(x[Pair.First]) * Math.Sin(x[Pair.Second]);

    private double[] Draw(SeededRandom random, int inputs)
    {
        double[] x;
        do
        {
            x = [.. Enumerable.Range(0, inputs).Select(_ => random.NextDouble(-Math.PI / 2, Math.PI / 2))];
        }
        while (Math.Abs(Signal(x)) < 0.2);
        return x;
    }
}
