using System.Text.Json.Serialization;

namespace QXai.Nn.Optimisation;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): w = (1 - rate l) w, then Adam's step from the moments of g alone.
/// </summary>
public sealed record AdamW(double FirstDecay = 0.9, double SecondDecay = 0.999, double Epsilon = 1e-8, double WeightDecay = 0.01) : Optimizer
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int Moments => 2;

    /// <inheritdoc/>
    public override void Update<T>(
        long step, double learningRate, double gradientScale, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second) =>
        AdamRule.Update(
            step, learningRate, gradientScale, l2: 0, shrink: 1 - learningRate * WeightDecay,
            (FirstDecay, SecondDecay, Epsilon), weights, gradient, first, second);

    /// <inheritdoc/>
    public override void Validate() => AdamRule.Validate("AdamW", FirstDecay, SecondDecay, Epsilon, WeightDecay);
}
