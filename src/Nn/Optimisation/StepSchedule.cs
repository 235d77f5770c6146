using QXai.Numerics;

namespace QXai.Nn.Optimisation;

/// <summary>A staircase: factor = Decay ^ floor(epoch / Every), with epochs counted from 0.</summary>
public sealed record StepSchedule(int Every = 1, double Decay = 0.5) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long stepsPerEpoch, long totalSteps) => Math.Pow(Decay, step / stepsPerEpoch / Every);

    /// <inheritdoc/>
    public override void Validate()
    {
        if (Every < 1)
        {
            throw new InputException($"Step schedule: a stair of {Every} epochs must be at least 1 epoch long.");
        }

        if (!(Decay > 0 && Decay <= 1))
        {
            throw new InputException($"Step schedule: decay {Decay} must lie in (0, 1].");
        }
    }
}
