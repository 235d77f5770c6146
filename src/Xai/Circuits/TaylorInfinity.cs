using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// Taylor-infinity, the Taylor-Fourier score: R_i = f(x~ with component i replaced by x_i) - f(x~), which is the sum of all single-component
/// derivatives at x~ wherever every angle is affine in x_i. What it misses are the cross terms. XQML IV; the closed and the Fourier form are other
/// ways to the same numbers.
/// </summary>
public sealed class TaylorInfinity : CircuitRelevanceMethod
{
    /// <inheritdoc/>
    public override string Name => "taylor-infinity";

    /// <inheritdoc/>
    public override string Summary =>
        "moves one input at a time from a reference point, a root point unless given, to its value: all orders in each input, no cross terms";

    /// <inheritdoc/>
    public override string Needs => "a circuit; a root point in reach, or a reference";

    /// <inheritdoc/>
    public override string Promises => "not conservative: interactions between inputs are missing; both signs; one number per input";

    /// <inheritdoc/>
    public override string Source => "Gil-Fuster, Naujoks, Samek and Eisert 2024; XQML IV";

    /// <inheritdoc/>
    public override bool IsConservative => false;

    /// <summary>The definition: R_i = f(x~ with component i replaced by x_i) - f(x~), in one batch of n + 1 evaluations.</summary>
    [Equation("XQML", "IV")]
    public static double[] Differences(CircuitScore score, double[] x, double[] reference)
    {
        var values = new double[score.Inputs + 1];
        score.Values(
            (k, row) =>
            {
                reference.CopyTo(row);
                if (k > 0)
                {
                    row[k - 1] = x[k - 1];
                }
            },
            values);
        return [.. values.Skip(1).Select(value => value - values[0])];
    }

    /// <summary>Null where a form applies to every input at this reference, else why not, as half a sentence that names input and gate.</summary>
    public static string? Refusal(CircuitScore score, TaylorForm form, double[] reference) => form == TaylorForm.Difference
        ? null
        : Enumerable.Range(0, score.Inputs).Select(input => AxisSpectrum.Of(score, input, reference) switch
        {
            { Refusal: { } reason } => $"the form {Choice("", form).Value} sums derivatives, but {reason}",
            { Degree: > 1 } axis when form == TaylorForm.Closed =>
                $"the form closed needs degree 1, but x{input} has degree {axis.Degree} "
                + $"({string.Join("; ", score.Encoding.Uses.Where(use => use.Input == input))})",
            _ => null,
        }).FirstOrDefault(reason => reason is not null);

    private protected override CircuitRelevance Compute(CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options)
    {
        var (point, root) = RootUnlessGiven(score, x, reference, options);
        if (Refusal(score, options.Form, point) is { } reason)
        {
            throw new InputException($"{Name} does not apply: {reason}; the form difference, the definition, does.");
        }

        var relevance = options.Form switch
        {
            TaylorForm.Closed => ClosedTaylorForm.Terms(score, x, point),
            TaylorForm.Fourier => FourierTaylorForm.Terms(score, x, point),
            _ => Differences(score, x, point),
        };
        var values = score.Values(2, [.. x, .. point]);
        return FromReference(relevance, values[0], values[1], point, root, Choice("form", options.Form));
    }
}
