using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Simulation.Plans;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation;

/// <summary>
/// A circuit whose angles are known, U(x, w), made ready once and applied to many states: the columns of its matrix, for example. Immutable; may be shared by threads.
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
        var (plan, angles) = Angles("Apply", circuit, inputs, weights, fromZero: false);
        (Qubits, Stages) = (circuit.Qubits, Sweep.Bind<T>(plan, angles));
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>The bound stages, in order.</summary>
    internal BoundStage<T>[] Stages { get; }

    /// <summary>A circuit's plan, for any state or for |0...0&gt; only, and the angles of its steps.</summary>
    internal static (Plan Plan, double[] Angles) Angles(
        string operation, Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, bool fromZero)
    {
        ArgumentChecks.Parameters(operation, circuit, inputs, weights);
        var plan = circuit.PlanFor<T>(fromZero);
        var angles = new double[plan.Steps.Length];
        for (var i = 0; i < angles.Length; i++)
        {
            angles[i] = plan.Steps[i].Angle.Value(inputs, weights);
        }

        return (plan, angles);
    }
}
