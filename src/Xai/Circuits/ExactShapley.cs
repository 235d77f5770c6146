namespace QXai.Xai.Circuits;

/// <summary>
/// The exact Shapley values of the circuit's inputs with baseline x~ (zeros unless given): every coalition T is evaluated as f(x~ with x on T), 2^n
/// evaluations. Sharing each Harsanyi dividend equally among its members gives the same numbers. Shapley (1953); Lundberg and Lee (2017) for explanations.
/// </summary>
public sealed class ExactShapley : CircuitRelevanceMethod
{
    /// <inheritdoc/>
    public override string Name => "shapley";

    /// <inheritdoc/>
    public override string Summary =>
        "gives every input its average contribution over all orders in which inputs can join the baseline, from all 2^n coalitions";

    /// <inheritdoc/>
    public override string Needs => $"a circuit of at most {Dividends.MostInputs} inputs; zeros are the baseline unless given";

    /// <inheritdoc/>
    public override string Promises => "sums to f(x) - f(baseline); both signs; one number per input";

    /// <inheritdoc/>
    public override string Source => "Shapley 1953; Harsanyi 1963; Lundberg and Lee 2017";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    public override string? Refusal(CircuitScore score) => Dividends.Refusal(score);

    private protected override CircuitRelevance Compute(CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options)
    {
        var point = reference ?? new double[x.Length];
        var game = Dividends.Game(score, x, point, options.Cancellation);
        return FromReference(game.Shapley(), game.OfAll, game.OfNobody, point, root: null);
    }
}
