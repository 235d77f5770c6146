namespace QXai.Xai.Methods;

/// <summary>What kind of evidence an explainer gathers.</summary>
public enum ExplainerFamily
{
    /// <summary>Class activation maps: weighted sums of a layer's maps.</summary>
    Cam,

    /// <summary>Slopes of the score with respect to the input, as they are, averaged, or propagated by a modified rule.</summary>
    Gradient,

    /// <summary>Scores of inputs of which a part was replaced.</summary>
    Perturbation,

    /// <summary>Taylor and Taylor-Fourier scores and Pauli splits: differences of a circuit's score from a root point.</summary>
    Taylor,

    /// <summary>Relevance propagated from the score backwards, layer by layer, through network or circuit.</summary>
    Relevance,
}
