namespace QXai.Xai.Metrics;

/// <summary>What a metric judges; the taxonomy of Quantus (Hedstroem et al., 2023).</summary>
public enum MetricCategory
{
    /// <summary>Do the relevances add up to what they explain?</summary>
    Conservation,

    /// <summary>Does the score change when what is called relevant is taken away or added?</summary>
    Faithfulness,

    /// <summary>Does the map lie where the object is known to be?</summary>
    Localisation,

    /// <summary>Is the map about few pixels or about all?</summary>
    Complexity,

    /// <summary>Does the map stay when the input hardly changes?</summary>
    Robustness,

    /// <summary>Does the map change when what the model has learnt is destroyed?</summary>
    Randomisation,
}
