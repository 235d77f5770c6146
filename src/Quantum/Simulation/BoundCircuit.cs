using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation;

/// <summary>
/// A circuit whose angles are known, U(x, w), made ready once and applied to many states: the columns of its matrix, for example. Immutable; may be
/// shared by threads.
/// </summary>
public sealed class BoundCircuit<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Binds the inputs x and weights w of a circuit. Throws <see cref="InputException"/> or <see cref="ArgumentException"/> where their numbers do not fit, as
    /// <see cref="StateVector{T}.Apply(Circuit, ReadOnlySpan{double}, ReadOnlySpan{double}, CancellationToken)"/> does.
    /// </summary>
    public BoundCircuit(Circuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default)
    {
        ArgumentChecks.Parameters("Apply", circuit, inputs, weights);
        var plan = new BoundPlan<T>(circuit.PlanFor<T>(), inverse: false);
        plan.Bind(inputs, weights);
        (Qubits, Stages) = (circuit.Qubits, plan.Stages);
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>The bound stages, in order.</summary>
    internal BoundStage<T>[] Stages { get; }
}
