using System.Numerics;
using System.Text.Json.Serialization;

namespace QXai.Nn.Optimisation;

/// <summary>
/// The rule of an optimiser: how one step changes weights, given their gradient and up to two moments per weight (<see cref="OptimizerState{T}"/>
/// keeps these). The rule is elementwise, so any split of the weights among workers gives the same bits. It is an immutable record of its constants;
/// the learning rate comes with every step, from a schedule.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Sgd), "sgd")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(AdamW), "adamw")]
public abstract record Optimizer
{
    /// <summary>Number of moments that the rule keeps per weight: 0, 1 or 2.</summary>
    [JsonIgnore]
    public abstract int Moments { get; }

    /// <summary>
    /// Changes <paramref name="weights"/> and the moments in place; all spans have one length, but those of moments that the rule does not keep,
    /// which are empty.
    /// <paramref name="step"/> counts from 1. <paramref name="gradientScale"/> multiplies the gradient first (clipping; 1 for none).
    /// </summary>
    public abstract void Update<T>(
        long step, double learningRate, double gradientScale, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Refuses constants outside their ranges with <see cref="QXai.Numerics.InputException"/>.</summary>
    public abstract void Validate();
}
