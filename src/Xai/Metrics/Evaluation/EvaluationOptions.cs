using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>Choices of an evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What stands for absent pixels, of the input's shape and normalised like it.</summary>
    public required Tensor<double> Baseline { get; init; }

    /// <summary>Choices for all methods; each takes those that it knows.</summary>
    public ExplainOptions Explain { get; init; } = ExplainOptions.None;

    /// <summary>What perturbation metrics watch; bare circuits have no softmax, so there it must be the score.</summary>
    public EvaluatedScore Watched { get; init; } = EvaluatedScore.Probability;

    /// <summary>Whether samples come with masks; without them, metrics of localisation are left out.</summary>
    public bool HasMasks { get; init; }

    /// <summary>The model randomised further and further; without any, parameter randomisation is left out.</summary>
    public IReadOnlyList<ExplainedModel> RandomisedModels { get; init; } = [];

    /// <summary>A model of the same architecture trained on random labels; without it, the random-label check is left out.</summary>
    public ExplainedModel? RandomLabelModel { get; init; }

    /// <summary>Seeds the random map, the metrics' draws and the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of bootstrap resamples.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;
}
