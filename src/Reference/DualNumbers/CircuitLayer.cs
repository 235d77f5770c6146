using QXai.Numerics;
using QXai.Quantum;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// (Q2): y[m] = &lt;psi| Q_m |psi&gt;, psi = U(theta) V(x) |0...0&gt;. The inputs x carry derivatives; the weights theta are constants.
/// </summary>
public sealed record CircuitLayer(
    string Name, Circuit Circuit, IReadOnlyList<double> Weights, IReadOnlyList<Observable> Observables) : DualLayer(Name)
{
    /// <inheritdoc/>
    [Equation("QGrad-CAM", "2")]
    public override DualTensor Apply(DualTensor x)
    {
        var state = DualState.Run(Circuit, x.Entries, Weights);
        return new(new Shape(Observables.Count), [.. Observables.Select(state.Expectation)]);
    }
}
