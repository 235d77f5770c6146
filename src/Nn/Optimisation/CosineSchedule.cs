using QXai.Numerics;

namespace QXai.Nn.Optimisation;

/// <summary>
/// Half a cosine wave from 1 down to Floor, after a linear rise: with W = WarmUpEpochs * stepsPerEpoch (rounded) and S steps in total,
/// factor = (step + 1) / W  for step &lt; W,  else  Floor + (1 - Floor) * (1 + cos(pi (step - W) / (S - W))) / 2.
/// </summary>
public sealed record CosineSchedule(double WarmUpEpochs = 0, double Floor = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long stepsPerEpoch, long totalSteps)
    {
        var warmUp = Math.Min((long)Math.Round(WarmUpEpochs * stepsPerEpoch), totalSteps);
        if (step < warmUp)
        {
            return (step + 1.0) / warmUp;
        }

        var progress = (double)(step - warmUp) / (totalSteps - warmUp);
        return Floor + (1 - Floor) * (1 + Math.Cos(Math.PI * Math.Min(progress, 1))) / 2;
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        if (!(WarmUpEpochs >= 0 && double.IsFinite(WarmUpEpochs)))
        {
            throw new InputException($"Cosine schedule: a warm-up of {WarmUpEpochs} epochs must be 0 or more.");
        }

        if (!(Floor >= 0 && Floor <= 1))
        {
            throw new InputException($"Cosine schedule: floor {Floor} must lie in [0, 1].");
        }
    }
}
