using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// The first-order Taylor decomposition: R_i = D_i f(x~) (x_i - x~_i), x~ a root point near x unless given. Black box: values and first derivatives
/// suffice. It does not repeat with the period of the angles, and misses all that is not of first order. XQML III.
/// </summary>
public sealed class Taylor : CircuitRelevanceMethod
{
    /// <inheritdoc/>
    public override string Name => "taylor";

    /// <inheritdoc/>
    public override string Summary => "multiplies the gradient at a reference point, a root point unless given, by the difference from it";

    /// <inheritdoc/>
    public override string Needs => "a circuit; a root point in reach, or a reference";

    /// <inheritdoc/>
    public override string Promises => "not conservative: all orders above the first are missing; both signs; one number per input";

    /// <inheritdoc/>
    public override string Source => "Gil-Fuster, Naujoks, Samek and Eisert 2024; XQML III";

    /// <inheritdoc/>
    public override bool IsConservative => false;

    /// <summary>R_i = D_i f(x~) (x_i - x~_i).</summary>
    [Equation("XQML", "III")]
    public static double[] Terms(double[] gradient, double[] x, double[] reference) =>
        [.. gradient.Select((slope, i) => slope * (x[i] - reference[i]))];

    private protected override CircuitRelevance Compute(CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options)
    {
        var (point, root) = RootUnlessGiven(score, x, reference, options);
        var values = score.Values(2, [.. x, .. point]);
        return FromReference(Terms(score.Gradient(point), x, point), values[0], values[1], point, root);
    }
}
