using QXai.Autodiff;
using QXai.Numerics;
using QXai.Quantum.Differentiation;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Audits;

/// <summary>
/// Derives the channel weights (Q7) of one score for one input in four ways that share as little as possible, in double precision, and compares them:
/// reverse mode; parameter shift of every occurrence of an angle, each expectation shifted, never f; the Lie bracket of (Q14) to (Q16); and a forward
/// pass of the textbook twin in dual numbers, which shares no pullback and no kernel.
/// </summary>
public static class ChannelWeightAudit
{
    private const string ShiftSummary = "every occurrence of an angle is shifted both ways, each expectation by itself; chain rule to the maps";

    /// <summary>
    /// Audits f^l, l = <paramref name="target"/>, for an input [C, H, W]. Throws <see cref="InputException"/> where the model lacks the class, the
    /// layer, or one circuit after it.
    /// </summary>
    public static AuditReport Run(ExplainedModel model, Tensor<double> input, int target, AuditOptions? options = null)
    {
        options ??= new AuditOptions();
        var run = model.Run(input, target);
        var maps = run.Maps(options.Layer);
        var lie = new LieAudit(run, options);
        Derivation[] derivations =
        [
            ReverseMode(run, maps),
            ThroughCircuit(run, maps, "parameter shift", ShiftSummary, CircuitGradient.Of(run, new ParameterShift()), []),
            ThroughCircuit(run, maps, "Lie bracket", lie.Summary, lie.Gradient(), lie.Equations),
            DualNumbers(run, maps, input, options.Cancellation, out var twinScore),
        ];
        return new AuditReport
        {
            Layer = maps.Name ?? maps.ToString(),
            Target = target,
            Score = run.Scores[target],
            ModelFingerprint = model.Fingerprint,
            InputFingerprint = InputFingerprint.Of(input),
            Derivations = derivations,
            Checks =
            [
                AuditCheck.Agreement("the derivations give the same slope for every input of the circuit", [.. derivations.Select(d => d.Inputs)]),
                AuditCheck.Agreement("(7) the derivations give the same weight for every map", [.. derivations.Select(d => d.Channels)]),
                AuditCheck.Agreement("(6) model and textbook twin give the same score", [[run.Scores[target]], [twinScore]]),
                .. lie.Checks(),
            ],
            Terms = options.Terms ? lie.Terms : [],
        };
    }

    private static Derivation ReverseMode(ModelRun run, Node<double> maps)
    {
        run.DifferentiateScore();
        return new Derivation(
            "reverse mode", "one backward pass through head, circuit (adjoint method) and network",
            run.Circuit.Inputs[0].Gradient.Span.ToArray(), CamMap.ChannelWeights(maps.Gradient), []);
    }

    private static Derivation ThroughCircuit(
        ModelRun run, Node<double> maps, string name, string summary, double[] gradient, IReadOnlyList<EquationUse> equations) =>
        new(name, summary, gradient, CircuitGradient.ChannelWeights(run, maps, gradient), equations);

    /// <summary>
    /// One forward pass per input of the circuit, along that input, and one per map to the circuit's inputs, along the direction that is one on all
    /// of its pixels.
    /// </summary>
    private static Derivation DualNumbers(ModelRun run, Node<double> maps, Tensor<double> input, CancellationToken cancellation, out double score)
    {
        var twin = DualTranslation.Of(run);
        var (layer, bridge) = (maps.Name ?? maps.ToString(), run.Circuit.Inputs[0].Name ?? run.Circuit.Inputs[0].ToString());
        var activation = twin.Values(input, layer);
        var angles = twin.Values(activation, bridge, layer);
        score = twin.Values(angles, from: bridge).Span[run.Target];
        var slopes = twin.Slopes(bridge, angles, run.Target, cancellation);
        return new Derivation(
            "dual numbers", "forward passes of the textbook twin in dual numbers, one per angle and one per map, without any pullback",
            slopes, twin.ChannelWeightsThrough(layer, activation, bridge, slopes, cancellation), AuditEquations.DualNumbers);
    }
}
