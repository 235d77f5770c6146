using System.Text.Json.Serialization;
using QXai.Nn.Optimisation;
using QXai.Numerics;

namespace QXai.Nn.Training;

/// <summary>
/// All that decides what a training run computes, besides model and data. Two runs with equal options, model, data and precision give the same
/// weights bit for bit, whatever the number of workers; so the number of workers is not here.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>As many samples as circuits simulate at once in double precision on the widest vectors; their maps still fit the second-level cache.</summary>
    private const int SamplesPerSlot = 8;

    private readonly int? slots;

    /// <summary>How often every sample is seen; at least 1.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Samples per step; at least 1. The last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// The number of equal parts, by position in the batch, into which a batch is split; each part's gradient is computed by itself and the parts are
    /// added in order. More slots than workers, so that the work divides evenly; not more than <see cref="BatchSize"/>. One for every 8 samples, at least
    /// 1 and at most 16, unless given. A model with batch norm takes the batch as one part.
    /// </summary>
    public int Slots
    {
        get => slots ?? Math.Clamp((int)Math.Ceiling((double)BatchSize / SamplesPerSlot), 1, 16);
        init => slots = value;
    }

    /// <summary>The base learning rate; above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The optimiser's rule.</summary>
    [JsonRequired]
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate moves.</summary>
    [JsonRequired]
    public LearningRateSchedule Schedule { get; init; } = new CosineSchedule();

    /// <summary>The largest norm of the gradient over all weights, to which longer ones are scaled down; above 0, or null for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Seeds the order of the samples, augmentation and dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// After how many epochs without a better validation accuracy training stops; at least 1, or null for never. Needs a validation source.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Whether the weights of the best epoch on the validation source are kept at the end, instead of the last; without such a source the last are.
    /// </summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>Refuses values outside their ranges with <see cref="InputException"/>.</summary>
    public void Validate()
    {
        Require(Epochs >= 1, $"{Epochs} epochs must be at least 1.");
        Require(BatchSize >= 1, $"a batch of {BatchSize} samples must have at least 1.");
        Require(Slots >= 1 && Slots <= BatchSize, $"{Slots} slots must be at least 1 and not more than the {BatchSize} samples of a batch.");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), $"learning rate {LearningRate} must be above 0.");
        Require(ClipNorm is null || (ClipNorm > 0 && double.IsFinite(ClipNorm.Value)), $"clipping norm {ClipNorm} must be above 0.");
        Require(Patience is null or >= 1, $"a patience of {Patience} epochs must be at least 1.");
        Optimizer.Validate();
        Schedule.Validate();

        static void Require(bool condition, string text)
        {
            if (!condition)
            {
                throw new InputException($"Training: {text}");
            }
        }
    }
}
