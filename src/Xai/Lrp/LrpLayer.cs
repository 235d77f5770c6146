using QXai.Numerics;

namespace QXai.Xai.Lrp;

/// <summary>What a rule may look at: the inputs x of an affine layer y = W x + b, and the same for the reference point.</summary>
public sealed class LrpLayer
{
    /// <summary>A layer of that name with its inputs; <paramref name="reference"/> is null where the reference point was not run.</summary>
    public LrpLayer(string name, double[] input, double[]? reference = null) => (Name, Input, this.reference) = (name, input, reference);

    private readonly double[]? reference;

    /// <summary>The layer's name in the model.</summary>
    public string Name { get; }

    /// <summary>x.</summary>
    public double[] Input { get; }

    /// <summary>x~, the layer's inputs at the reference point; throws <see cref="InputException"/> where it was not run.</summary>
    public double[] Reference =>
        reference ?? throw new InputException($"The rule for '{Name}' takes differences from a reference point, but none was given.");

    /// <summary>f(x_j) for every input.</summary>
    public double[] Map(Func<double, double> f) => Array.ConvertAll(Input, value => f(value));

    /// <summary>One number per channel, repeated for the pixels of the channel: the inputs are [channels, ...] in row-major order.</summary>
    public double[] PerChannel(IReadOnlyList<double> values) =>
        Input.Length % values.Count == 0
            ? [.. Input.Select((_, j) => values[(int)((long)j * values.Count / Input.Length)])]
            : throw new InputException(
                $"The rule for '{Name}' was given {values.Count} bounds, but the layer's {Input.Length} inputs are not that many channels.");
}
