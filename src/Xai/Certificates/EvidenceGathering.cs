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
        var maps = new Lazy<SanityMaps>(() => sanity ?? SanityMaps.Of(model, input, target, explainer, options, () => explanation.Value, seed));
        AuditReport? audit = null;
        IReadOnlyList<Derivation> slopes = [];
        Identity[] identities = [];
        List<StageMap> stages = [];
        Together(Jobs(), cancellation);
        var map = Stated(maps.Value.Own());
        return (explanation.Value, new CertificateEvidence
        {
            AuditedLayer = audit?.Layer ?? (slopes.Count > 0 ? run.Circuit.Name : null),
            Derivations = audit?.Derivations ?? slopes,
            Root = RootClaim.Of(model, input, explanation.Value),
            Identities = identities,
            SanitySeed = seed,
            Sanity = [.. stages.Select(stage => new SanityStage(stage.Name, Correlation.OfMagnitudes(map, stage.Map) ?? 0))],
            Equations = CertificateEquations.Of(
                explanation.Value, audit?.Equations ?? (slopes.Count > 0 ? AuditEquations.Bare : []), audit?.Derivations ?? slopes),
        });

        // The longest first, so that whoever is done early finds enough left to do: the randomised models.
        IEnumerable<Action> Jobs()
        {
            yield return () => _ = explanation.Value;
            yield return () => audit = hasCircuit && run.HasConvolution ? Audit() : null;
            yield return () => slopes = model.Bare is null ? [] : InputSlopeAudit.Run(model.Run(input, target), cancellation);
            yield return () => identities = [.. Identities.Of(model.Run(input, target), explanation.Value, hasCircuit ? AtReference(explanation.Value) : null)];
            foreach (var (name, randomised) in maps.Value.Randomised)
            {
                var stage = new StageMap(name);
                stages.Add(stage);
                yield return () => stage.Map = Stated(randomised());
            }
        }

        AuditReport Audit() => ChannelWeightAudit.Run(
            model, input, target, new AuditOptions { Layer = explainer.Family == ExplainerFamily.Cam ? options.Layer : null, Cancellation = cancellation });

        ModelRun AtReference(Explanation known) => model.Run(known.Reference ?? new Tensor<double>(input.Shape), target);
    }

    /// <summary>Does the jobs, begun in their order, on all processors; the first failure in their order is thrown as it is. Which job is next is found
    /// out while others are done.</summary>
    private static void Together(IEnumerable<Action> jobs, CancellationToken cancellation)
    {
        using var left = jobs.GetEnumerator();
        var (begun, failed, failure) = (0, int.MaxValue, default(Exception));
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            var number = 0;
            try
            {
                while (Next(out number) is { } job)
                {
                    job();
                }
            }
            catch (Exception exception)
            {
                lock (left)
                {
                    (failed, failure) = number < failed ? (number, exception) : (failed, failure);
                }
            }
        });
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        Action? Next(out int number)
        {
            lock (left)
            {
                number = begun++;
                return failure is null && !cancellation.IsCancellationRequested && left.MoveNext() ? left.Current : null;
            }
        }
    }

    /// <summary>Maps are compared as the certificate states them, so that noise has no ranks.</summary>
    private static double[] Stated(Tensor<double> map)
    {
        var values = map.Span.ToArray();
        var grid = StatedNumber.For(values);
        return Array.ConvertAll(values, grid.Of);
    }

    /// <summary>A stage of the randomisation, and its map once that is known.</summary>
    private sealed class StageMap(string name)
    {
        public string Name => name;

        public double[] Map { get; set; } = [];
    }
}
