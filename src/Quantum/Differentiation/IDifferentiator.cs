using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>A way to differentiate expectations: all of them answer the same question, by formulas that share as little as possible.</summary>
public interface IDifferentiator
{
    /// <summary>The name that options and reports use: adjoint, shift, lie, finite.</summary>
    string Name { get; }

    /// <summary>
    /// &lt;Q_m&gt; with d&lt;Q_m&gt;/dx_i and d&lt;Q_m&gt;/dw_j at the given inputs [Inputs] and weights [Weights]. An input or weight may feed any number of
    /// angles, scaled and mapped; the chain rule is included. The initial state is |0...0&gt; unless given.
    /// Throws <see cref="ArgumentException"/> where lengths, qubits or observables do not fit, <see cref="OperationCanceledException"/> soon after
    /// cancellation.
    /// </summary>
    Jacobian Differentiate(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default);
}
