using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>
/// The certificate of an explanation: what was explained (model, input, method, options, class), the raw numbers, and the evidence for them
/// (derivations that agree, identities, the randomisation of the model's parameters, the methods that implement the equations), as JSON in the
/// canonical form of RFC 8785 with a SHA-256 digest over it. No time, no place, no machine: the same explanation has the same certificate.
/// docs/certificate.schema.json describes it; <see cref="CertificateVerifier"/> computes everything anew.
/// </summary>
public static class Certificate
{
    /// <summary>
    /// Explains and certifies. Returns the explanation and the certificate's text. Throws <see cref="InputException"/> where the method does not
    /// apply, a number is not finite, or an identity does not hold.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The input, [C, H, W] normalised or [n].</param>
    /// <param name="target">l, the class explained.</param>
    /// <param name="explainer">The method.</param>
    /// <param name="options">Its choices.</param>
    /// <param name="seed">Seed of the randomised parameters.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static (Explanation Explanation, string Json) Issue(
        ExplainedModel model, Tensor<double> input, int target, IExplainer explainer, ExplainOptions options, ulong seed = 1, CancellationToken cancellation = default)
    {
        var (explanation, evidence) = EvidenceGathering.Of(model, input, target, explainer, options, known: null, seed, cancellation);
        return (explanation, Seal(model, input, options, explanation, evidence));
    }

    /// <summary>The certificate of an explanation that <paramref name="explainer"/> gave with these options.</summary>
    /// <inheritdoc cref="Issue"/>
    public static string Of(
        ExplainedModel model, Tensor<double> input, Explanation explanation, IExplainer explainer, ExplainOptions options, ulong seed = 1, CancellationToken cancellation = default)
    {
        var (_, evidence) = EvidenceGathering.Of(model, input, explanation.Target, explainer, options, explanation, seed, cancellation);
        return Seal(model, input, options, explanation, evidence);
    }

    private static string Seal(ExplainedModel model, Tensor<double> input, ExplainOptions options, Explanation explanation, CertificateEvidence evidence) =>
        evidence.Identities.FirstOrDefault(identity => !identity.Holds) is { } broken
            ? throw new InputException(FormattableString.Invariant($"No certificate: the identity '{broken.Statement}' misses by {broken.Discrepancy:G3}."))
            : CertificateDigest.Seal(CertificateJson.Of(model.Exact.Architecture, input.Shape.Extents.ToArray(), options.Reference, explanation, evidence).Root);
}
