namespace QXai.Nn.Evaluation;

/// <summary>How well one class was told from the others.</summary>
/// <param name="Name">The class.</param>
/// <param name="Samples">Samples of the class.</param>
/// <param name="Predicted">Samples of any class that scored highest on this one.</param>
/// <param name="Correct">Samples of the class that scored highest on it.</param>
public sealed record ClassSummary(string Name, int Samples, int Predicted, int Correct)
{
    /// <summary>Correct / Predicted; null where nothing was predicted to be of the class.</summary>
    public double? Precision => Predicted > 0 ? (double)Correct / Predicted : null;

    /// <summary>Correct / Samples; null where the class has no samples.</summary>
    public double? Recall => Samples > 0 ? (double)Correct / Samples : null;

    /// <summary>
    /// The harmonic mean of precision and recall, 2 Correct / (Samples + Predicted); null where there is neither a sample nor a prediction.
    /// </summary>
    public double? F1 => Samples + Predicted > 0 ? 2.0 * Correct / (Samples + Predicted) : null;
}
