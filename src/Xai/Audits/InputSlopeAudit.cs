using QXai.Quantum.Differentiation;
using QXai.Xai.Certificates.Twins;
using QXai.Xai.Methods;

namespace QXai.Xai.Audits;

/// <summary>
/// Derives d f^l / d x_i of a bare circuit in four ways that share as little as possible: the adjoint method, parameter shift of every occurrence of
/// an angle, the Lie bracket of (Q14) to (Q16), and forward passes of the textbook twin in dual numbers. There are no maps, so the derivations have
/// no channels.
/// </summary>
internal static class InputSlopeAudit
{
    /// <summary>The derivations, that in dual numbers last, for a run of a model that <see cref="ExplainedModel.Bare"/> knows as a bare circuit.</summary>
    public static IReadOnlyList<Derivation> Run(ModelRun run, CancellationToken cancellation)
    {
        var twin = CircuitTwin.Of(DualTranslation.Of(run), run.Input, run.Target, run.Input);
        var shifted = CircuitGradient.Of(run, new ParameterShift());
        var lie = new LieAudit(run, new AuditOptions { Cancellation = cancellation });
        return
        [
            new("adjoint", "one backward sweep of the state", CircuitGradient.ByAdjoint(run), [], []),
            new("parameter shift", "every occurrence of an angle is shifted both ways, each expectation by itself", shifted, [], []),
            new("Lie bracket", lie.Summary, lie.Gradient(), [], lie.Equations),
            new("dual numbers", "forward passes of the textbook twin in dual numbers, one per input", twin.Slopes(), [], AuditEquations.DualCircuit),
        ];
    }
}
