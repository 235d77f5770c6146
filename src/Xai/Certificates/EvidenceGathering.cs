using QXai.Nn.Circuits;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Metrics.Randomisation;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Certificates;

/// <summary>Computes what stands beside an explanation in its certificate.</summary>
internal static class EvidenceGathering
{
    public static CertificateEvidence Of(
        ExplainedModel model, Tensor<double> input, IExplainer explainer, ExplainOptions options, Explanation explanation, ulong seed, CancellationToken cancellation)
    {
        var run = model.Run(input, explanation.Target);
        var hasCircuit = run.Tape.Nodes.OfType<CircuitOp<double>>().Count() == 1;
        var audit = hasCircuit && run.HasConvolution
            ? ChannelWeightAudit.Run(model, input, explanation.Target, new AuditOptions { Layer = explanation.Cam?.Layer, Cancellation = cancellation })
            : null;
        cancellation.ThrowIfCancellationRequested();
        var reference = explanation.Reference ?? new Tensor<double>(input.Shape);
        return new CertificateEvidence
        {
            AuditedLayer = audit?.Layer,
            Derivations = audit?.Derivations ?? [],
            Identities = [.. Identities.Of(run, explanation, hasCircuit ? model.Run(reference, explanation.Target) : null)],
            SanitySeed = seed,
            Sanity = model.Exact is HybridModel<double> hybrid ? [.. Sanity(hybrid, input, explainer, options, explanation, seed, cancellation)] : [],
            Equations = CertificateEquations.Of(explanation, audit),
        };
    }

    /// <summary>The cascade from the head down; maps are compared as the certificate states them, so that noise has no ranks.</summary>
    private static IEnumerable<SanityStage> Sanity(
        HybridModel<double> model, Tensor<double> input, IExplainer explainer, ExplainOptions options, Explanation explanation, ulong seed, CancellationToken cancellation)
    {
        var map = Stated(explanation);
        foreach (var stage in RandomisationCascade.Of(model, seed))
        {
            cancellation.ThrowIfCancellationRequested();
            var other = Stated(explainer.Explain(ExplainedModel.Of(stage.Model), input, explanation.Target, options));
            yield return new SanityStage(stage.Name, Correlation.OfMagnitudes(map, other) ?? 0);
        }
    }

    private static double[] Stated(Explanation explanation)
    {
        var values = explanation.PixelMap.Span.ToArray();
        var grid = StatedNumber.For(values);
        return Array.ConvertAll(values, grid.Of);
    }
}
