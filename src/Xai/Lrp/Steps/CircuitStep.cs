using QXai.Nn.Circuits;
using QXai.Xai.Evidence;

namespace QXai.Xai.Lrp.Steps;

/// <summary>
/// A circuit as a node of its own, linearised at the input: with c_m = R_m / &lt;Q_m&gt; and the differences x_q - x~_q of the angles from the reference point,
/// R_q = (x_q - x~_q) sum_m c_m d&lt;Q_m&gt;/dx_q. What the linearisation leaves, f being no linear function of its angles, is an entry of the
/// ledger; so is the relevance of expectations that are exactly zero.
/// </summary>
internal sealed class CircuitStep(CircuitOp<double> circuit, Autodiff.Node<double> reference) : LrpStep(circuit)
{
    public override IReadOnlyList<Autodiff.Node<double>> Receivers => [circuit.Inputs[0]];

    public override string RuleName => "linearised";

    public override LayerRelevance Run(RelevanceStore store)
    {
        var (relevance, expectations, angles) = (store[circuit], circuit.Value.Span.ToArray(), circuit.Inputs[0]);
        var (dead, linear) = (0.0, 0.0);
        var ratios = circuit.Gradient.Span;
        for (var m = 0; m < relevance.Length; m++)
        {
            ratios[m] = expectations[m] == 0 ? 0 : relevance[m] / expectations[m];
            linear += ratios[m] * expectations[m];
            dead += expectations[m] == 0 ? relevance[m] : 0;
        }

        angles.Gradient.Span.Clear();
        circuit.Pullback();
        double[] shared = [.. angles.Gradient.Span.ToArray().Select((slope, q) => slope * (angles.Value.Span[q] - reference.Value.Span[q]))];
        store.Add(angles, shared);
        return Entry(relevance.Sum(), shared.Sum(), ("remainder of the linearisation", linear - shared.Sum()), ("dead units", dead));
    }
}
