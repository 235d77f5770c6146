using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Certificates;

/// <summary>
/// Computes an explanation and what stands beside it in its certificate. The explanation, the audit, the identities and every stage of the
/// randomisation do not depend on each other: they are computed at the same time, and put together in their order.
/// </summary>
internal static class EvidenceGathering
{
    /// <summary>With <paramref name="sanity"/>, the maps of the model and of the randomised models are computed by other means.</summary>
    public static (Explanation Explanation, CertificateEvidence Evidence) Of(
        ExplainedModel model, Tensor<double> input, int target, IExplainer explainer, ExplainOptions options, Explanation? known, ulong seed, CancellationToken cancellation,
        SanityMaps? sanity = null)
    {
        var run = model.Run(input, target);
        var hasCircuit = run.Tape.Nodes.OfType<CircuitOp<double>>().Count() == 1;
        var explanation = new Lazy<Explanation>(() => known ?? explainer.Explain(model, input, target, options));
        var (own, stages) = sanity ?? SanityMaps.Of(model, input, target, explainer, options, () => explanation.Value, seed);
        var maps = new double[stages.Count][];
        AuditReport? audit = null;
        IReadOnlyList<Derivation> slopes = [];
        Identity[] identities = [];
        Together(
            [
                () => _ = explanation.Value,
                () => audit = hasCircuit && run.HasConvolution ? Audit() : null,
                () => slopes = model.Bare is null ? [] : InputSlopeAudit.Run(model.Run(input, target), cancellation),
                .. stages.Select<(string Name, Func<Tensor<double>> Map), Action>((stage, s) => () => maps[s] = Stated(stage.Map())),
                () => identities = [.. Identities.Of(model.Run(input, target), explanation.Value, hasCircuit ? AtReference(explanation.Value) : null)],
            ],
            cancellation);
        var map = Stated(own());
        return (explanation.Value, new CertificateEvidence
        {
            AuditedLayer = audit?.Layer ?? (slopes.Count > 0 ? run.Circuit.Name : null),
            Derivations = audit?.Derivations ?? slopes,
            Root = RootClaim.Of(model, input, explanation.Value),
            Identities = identities,
            SanitySeed = seed,
            Sanity = [.. stages.Zip(maps, (stage, other) => new SanityStage(stage.Name, Correlation.OfMagnitudes(map, other) ?? 0))],
            Equations = CertificateEquations.Of(
                explanation.Value, audit?.Equations ?? (slopes.Count > 0 ? AuditEquations.Bare : []), audit?.Derivations ?? slopes),
        });

        AuditReport Audit() => ChannelWeightAudit.Run(
            model, input, target, new AuditOptions { Layer = explainer.Family == ExplainerFamily.Cam ? options.Layer : null, Cancellation = cancellation });

        ModelRun AtReference(Explanation known) => model.Run(known.Reference ?? new Tensor<double>(input.Shape), target);
    }

    /// <summary>Does the jobs, begun in their order, on all processors; the first failure in their order is thrown as it is.</summary>
    private static void Together(IReadOnlyList<Action> jobs, CancellationToken cancellation)
    {
        var (failures, next) = (new Exception?[jobs.Count], -1);
        Parallel.For(0, Math.Min(Environment.ProcessorCount, jobs.Count), _ =>
        {
            for (var job = Interlocked.Increment(ref next); job < jobs.Count && !cancellation.IsCancellationRequested; job = Interlocked.Increment(ref next))
            {
                try
                {
                    jobs[job]();
                }
                catch (Exception failure)
                {
                    failures[job] = failure;
                    return;
                }
            }
        });
        cancellation.ThrowIfCancellationRequested();
        if (Array.Find(failures, failure => failure is not null) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>Maps are compared as the certificate states them, so that noise has no ranks.</summary>
    private static double[] Stated(Tensor<double> map)
    {
        var values = map.Span.ToArray();
        var grid = StatedNumber.For(values);
        return Array.ConvertAll(values, grid.Of);
    }
}
