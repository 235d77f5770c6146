namespace QXai.Reference.Relevance;

/// <summary>
/// One row of an affine layer's matrix: output y = sum_j w_j x_j + b with the inputs that it reads. All that a rule of relevance propagation may look at.
/// </summary>
/// <param name="Inputs">The positions of the inputs in the layer's input.</param>
/// <param name="Weights">w_j.</param>
/// <param name="Values">x_j.</param>
/// <param name="References">x~_j, the same at the reference point; empty where there is none.</param>
/// <param name="Bias">b.</param>
/// <param name="Size">How many inputs the layer has, channel after channel.</param>
public sealed record RelevanceRow(int[] Inputs, double[] Weights, double[] Values, double[] References, double Bias, int Size)
{
    /// <summary>z_j = w_j x_j.</summary>
    public double[] Contributions => [.. Weights.Select((w, j) => w * Values[j])];
}
