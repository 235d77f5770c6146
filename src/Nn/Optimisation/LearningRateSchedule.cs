using System.Text.Json.Serialization;

namespace QXai.Nn.Optimisation;

/// <summary>How the learning rate moves in the course of training: rate(step) = base rate * <see cref="Factor"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(StepSchedule), "step")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
public abstract record LearningRateSchedule
{
    /// <summary>
    /// The factor, at least 0, of step <paramref name="step"/> in [0, <paramref name="totalSteps"/>), where an epoch has <paramref
    /// name="stepsPerEpoch"/> steps.
    /// </summary>
    public abstract double Factor(long step, long stepsPerEpoch, long totalSteps);

    /// <summary>Refuses constants outside their ranges with <see cref="QXai.Numerics.InputException"/>.</summary>
    public abstract void Validate();
}
