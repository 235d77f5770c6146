using System.Text.Json;
using System.Text.Json.Serialization;

namespace QXai.Nn.Training;

/// <summary>How far a training run has come: with the weights and the optimiser's moments, all that it needs to go on.</summary>
internal sealed record TrainingCursor
{
    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>The epoch that runs, counted from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>Samples of this epoch that are done.</summary>
    public int Position { get; set; }

    /// <summary>The sum of their losses.</summary>
    public double LossSum { get; set; }

    /// <summary>How many of them scored highest on their label.</summary>
    public int Correct { get; set; }

    /// <summary>The finished epochs.</summary>
    [JsonRequired]
    public List<EpochReport> History { get; init; } = [];

    /// <summary>The best epoch on the validation source so far; null before there is one.</summary>
    public EpochReport? Best() => History.FindLast(report => report.IsBest);

    /// <summary>Refuses a position that no run with these options and so many samples can have.</summary>
    public void Validate(TrainingOptions options, int samples)
    {
        var stepsPerEpoch = ((long)samples + options.BatchSize - 1) / options.BatchSize;
        var fits = Epoch >= 0 && Epoch <= options.Epochs && Position >= 0 && Position < samples && Position % options.BatchSize == 0
            && Step == Epoch * stepsPerEpoch + Position / options.BatchSize && History.Count == Epoch;
        if (!fits)
        {
            throw new JsonException($"step {Step}, epoch {Epoch} and sample {Position} of {samples} do not belong together.");
        }
    }

    /// <summary>Closes the running epoch.</summary>
    public EpochReport EndEpoch(double? validationLoss, double? validationAccuracy)
    {
        var best = Best();
        var isBest = validationAccuracy is not null
            && (best is null
                || validationAccuracy > best.ValidationAccuracy
                || (validationAccuracy == best.ValidationAccuracy && validationLoss < best.ValidationLoss));
        var report = new EpochReport(Epoch + 1, LossSum / Position, (double)Correct / Position, validationLoss, validationAccuracy, isBest);
        History.Add(report);
        (Epoch, Position, LossSum, Correct) = (Epoch + 1, 0, 0, 0);
        return report;
    }
}
