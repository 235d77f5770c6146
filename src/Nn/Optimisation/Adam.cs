using System.Text.Json.Serialization;

namespace QXai.Nn.Optimisation;

/// <summary>
/// Adam (Kingma and Ba, 2015): g' = g + l w;  m = b1 m + (1 - b1) g';  v = b2 v + (1 - b2) g'^2;
/// w = w - rate / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + eps). The weight decay l enters the gradient (see <see cref="AdamW"/> for the other way).
/// </summary>
public sealed record Adam(double FirstDecay = 0.9, double SecondDecay = 0.999, double Epsilon = 1e-8, double WeightDecay = 0) : Optimizer
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Moments => 2;

    /// <inheritdoc/>
    public override void Update<T>(
        long step, double learningRate, double gradientScale, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second) =>
        AdamRule.Update(
            step, learningRate, gradientScale, l2: WeightDecay, shrink: 1, (FirstDecay, SecondDecay, Epsilon), weights, gradient, first, second);

    /// <inheritdoc/>
    public override void Validate() => AdamRule.Validate("Adam", FirstDecay, SecondDecay, Epsilon, WeightDecay);
}
