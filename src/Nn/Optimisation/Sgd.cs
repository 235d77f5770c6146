using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using QXai.Numerics;

namespace QXai.Nn.Optimisation;

/// <summary>
/// Stochastic gradient descent with momentum mu and weight decay l: g' = g + l w;  m = mu m + g';  w = w - rate m  (for mu = 0: w = w - rate g').
/// No dampening, no Nesterov step; m starts at 0.
/// </summary>
public sealed record Sgd(double Momentum = 0, double WeightDecay = 0) : Optimizer
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Moments => Momentum == 0 ? 0 : 1;

    /// <inheritdoc/>
    public override void Update<T>(
        long step, double learningRate, double gradientScale, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second)
    {
        var (rate, scale) = (T.CreateTruncating(learningRate), T.CreateTruncating(gradientScale));
        var (momentum, decay) = (T.CreateTruncating(Momentum), T.CreateTruncating(WeightDecay));
        var length = weights.Length;
        gradient = gradient[..length];
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(weights);
        var gradients = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        var moments = MemoryMarshal.Cast<T, Vector<T>>(first);
        for (var i = 0; i < vectors.Length; i++)
        {
            var g = gradients[i] * scale + vectors[i] * decay;
            if (Moments == 1)
            {
                g = moments[i] = moments[i] * momentum + g;
            }

            vectors[i] -= g * rate;
        }

        for (var i = vectors.Length * Vector<T>.Count; i < length; i++)
        {
            var g = gradient[i] * scale + weights[i] * decay;
            if (Moments == 1)
            {
                g = first[i] = first[i] * momentum + g;
            }

            weights[i] -= g * rate;
        }
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        if (!(Momentum >= 0 && Momentum < 1))
        {
            throw new InputException($"SGD: momentum {Momentum} must lie in [0, 1).");
        }

        if (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)))
        {
            throw new InputException($"SGD: weight decay {WeightDecay} must be 0 or more.");
        }
    }
}
