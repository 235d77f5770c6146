using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Lrp;

/// <summary>The conservation ledger of one explanation, from the score to the input.</summary>
/// <param name="Score">What was to be shared: f^l(x).</param>
/// <param name="Layers">Entry by entry, from the score to the input.</param>
/// <param name="Input">sum_i R_i over the input's elements.</param>
public sealed record RelevanceLedger(double Score, IReadOnlyList<LayerRelevance> Layers, double Input)
{
    /// <summary>Everything that was absorbed, layer by layer.</summary>
    public IReadOnlyList<LedgerLine> Lines => [.. Layers.SelectMany(layer => layer.Absorbed)];

    /// <summary>Score - input - everything absorbed: zero to rounding, whatever the rules.</summary>
    [Equation("XQML", "II")]
    public double Residual => Score - Input - Lines.Sum(line => line.Amount);

    /// <summary>The size of the amounts that the ledger adds up; residuals are judged relative to it.</summary>
    public double Scale =>
        Layers.Aggregate(Math.Abs(Score), (scale, layer) => Math.Max(scale, Math.Max(Math.Abs(layer.In), layer.Absorbed.Sum(line => Math.Abs(line.Amount)))));
}
