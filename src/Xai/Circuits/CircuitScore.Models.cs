using QXai.Quantum;
using QXai.Xai.Methods;

namespace QXai.Xai.Circuits;

public sealed partial class CircuitScore
{
    /// <summary>
    /// The score f^l of a model as a function of its circuit's inputs, for a model with one circuit and an affine head: O = sum_m (d f^l /
    /// d&lt;Q_m&gt;) Q_m and the head's bias.
    /// Throws <see cref="Numerics.InputException"/> that names the node where the head is not affine: then O has the score's derivatives at this
    /// input only, not its values.
    /// </summary>
    public static CircuitScore Of(ModelRun run)
    {
        var circuit = run.Circuit;
        if (AffineHead.Refusal(circuit, run.Output) is { } reason)
        {
            throw new Numerics.InputException($"The circuit cannot be explained by itself: {reason}.");
        }

        var (slopes, expectations) = (run.HeadSlopes(), circuit.Value.Span.ToArray());
        var (observable, offset) = (new Observable(), run.Scores[run.Target]);
        for (var m = 0; m < slopes.Length; m++)
        {
            observable += slopes[m] * circuit.Observables[m];
            offset -= slopes[m] * expectations[m];
        }

        return new(circuit.Circuit, circuit.Inputs[1].Value.Span, observable, offset) { Operators = run.Model.Operators };
    }
}
