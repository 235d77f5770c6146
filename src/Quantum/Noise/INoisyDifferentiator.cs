using QXai.Quantum.Differentiation;

namespace QXai.Quantum.Noise;

/// <summary>A way to differentiate expectations of a noisy circuit, readout errors included.</summary>
public interface INoisyDifferentiator
{
    /// <summary>The name that options and reports use.</summary>
    string Name { get; }

    /// <summary>
    /// tr(Q_m rho) with its derivatives at the given inputs and weights, as <see cref="IDifferentiator.Differentiate"/> has them for pure states. The initial
    /// state is |0...0&gt; unless given. Throws likewise.
    /// </summary>
    Jacobian Differentiate(
        NoisyCircuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        DensityMatrix? initial = null,
        CancellationToken cancellation = default);
}
