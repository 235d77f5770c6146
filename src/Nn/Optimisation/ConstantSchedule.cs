namespace QXai.Nn.Optimisation;

/// <summary>The base rate at every step: factor 1.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long stepsPerEpoch, long totalSteps) => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
    }
}
