namespace QXai.Xai.Evidence;

/// <summary>
/// One entry of the conservation ledger: the relevance that came into a layer from above, what it handed on towards the input, and what kept the
/// rest. Every amount is computed by itself, none as what is left of the others, so a residual of zero says something.
/// </summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Rule">How the relevance was shared.</param>
/// <param name="In">Relevance of the layer's outputs.</param>
/// <param name="Out">Relevance that the layer handed to its inputs.</param>
/// <param name="Absorbed">What the bias, the stabiliser, units without contributions and others kept; amounts of exactly zero are left out.</param>
public sealed record LayerRelevance(string Layer, string Rule, double In, double Out, IReadOnlyList<LedgerLine> Absorbed)
{
    /// <summary>In - out - absorbed: zero to rounding.</summary>
    public double Residual => In - Out - Absorbed.Sum(line => line.Amount);
}
