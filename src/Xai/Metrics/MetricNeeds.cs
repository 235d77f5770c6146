namespace QXai.Xai.Metrics;

/// <summary>What a metric needs beside the map.</summary>
[Flags]
public enum MetricNeeds
{
    /// <summary>The map only.</summary>
    None = 0,

    /// <summary>The model's score of other inputs, and a baseline that stands for absent pixels.</summary>
    Score = 1,

    /// <summary>A mask of where the object is.</summary>
    Mask = 2,

    /// <summary>The explainer, to explain other inputs.</summary>
    Explainer = 4,

    /// <summary>Maps of the same input by the same method for models whose parameters were randomised.</summary>
    RandomisedModels = 8,

    /// <summary>The map of the same input by the same method for a model that was trained on random labels.</summary>
    RandomLabelModel = 16,
}
