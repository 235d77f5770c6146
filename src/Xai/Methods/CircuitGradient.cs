using QXai.Autodiff;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Differentiation;

namespace QXai.Xai.Methods;

/// <summary>The chain rule of QGrad-CAM, in its two links: from the score to the circuit's inputs, and from there to the maps.</summary>
internal static class CircuitGradient
{
    /// <summary>
    /// O_x = sum_m (d f^l / d&lt;Q_m&gt;) Q_m, the observable whose derivatives at this input are the score's, whatever the head: the head's own
    /// slopes come from reverse mode.
    /// </summary>
    public static Observable EffectiveObservable(ModelRun run)
    {
        var slopes = run.HeadSlopes();
        var sum = new Observable();
        for (var m = 0; m < slopes.Length; m++)
        {
            sum += slopes[m] * run.Circuit.Observables[m];
        }

        return sum;
    }

    /// <summary>
    /// d f^l / d x_q = sum_m (d f^l / d&lt;Q_m&gt;)(d&lt;Q_m&gt; / d x_q): each expectation is differentiated, never f itself, so that shifts stay
    /// exact behind any head.
    /// </summary>
    public static double[] Of(ModelRun run, IDifferentiator differentiator)
    {
        var (circuit, slopes) = (run.Circuit, run.HeadSlopes());
        int[] needed = [.. Enumerable.Range(0, slopes.Length).Where(m => slopes[m] != 0)];
        var jacobian =
            differentiator.Differentiate(circuit.Circuit.BindWeights(Weights(run)), [.. needed.Select(m => circuit.Observables[m])], Angles(run), []);
        var gradient = new double[circuit.Circuit.Inputs];
        for (var q = 0; q < gradient.Length; q++)
        {
            for (var m = 0; m < needed.Length; m++)
            {
                gradient[q] += slopes[needed[m]] * jacobian.Inputs[m, q];
            }
        }

        return gradient;
    }

    /// <summary>
    /// The same by one backward sweep of the state for the weighted sum of all expectations, where a differentiator takes one per expectation.
    /// </summary>
    public static double[] ByAdjoint(ModelRun run)
    {
        var (circuit, slopes) = (run.Circuit, run.HeadSlopes());
        var row = new Adjoint().Pullback(circuit.Circuit, circuit.Observables, slopes, Angles(run), Weights(run));
        return [.. Enumerable.Range(0, circuit.Circuit.Inputs).Select(q => row.Inputs[0, q])];
    }

    /// <summary>
    /// w_k = (1 / (W H)) sum_ij sum_q (d f^l / d x_q)(d x_q / d A^k_ij), the second factor by reverse mode from the angles to the maps.
    /// </summary>
    public static double[] ChannelWeights(ModelRun run, Node<double> maps, double[] gradient)
    {
        var angles = run.Circuit.Inputs[0];
        run.Tape.Backward(angles, new Tensor<double>(angles.Shape, gradient));
        return CamMap.ChannelWeights(maps.Gradient);
    }

    /// <summary>x_q, the circuit's inputs.</summary>
    public static double[] Angles(ModelRun run) => run.Circuit.Inputs[0].Value.Span.ToArray();

    /// <summary>The circuit's weights.</summary>
    public static double[] Weights(ModelRun run) => run.Circuit.Inputs[1].Value.Span.ToArray();
}
