using QXai.Quantum.Differentiation.Lie;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>The final state psi with its exact derivatives d psi / d w_j: per occurrence -i G put in after its step, times the chain factor, summed.</summary>
internal sealed class StateDerivatives
{
    /// <summary>Runs the circuit once per occurrence of a weight. Memory: one state per weight.</summary>
    public StateDerivatives(Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, StateVector<double>? initial = null)
    {
        MemoryBudget.RequireStates($"State derivatives of {circuit.Weights} weights on {circuit.Qubits} qubits", circuit.Qubits, circuit.Weights + 3);
        var run = new CircuitRun("state derivatives", circuit, [], inputs, weights, initial);
        Psi = run.FinalState();
        ByWeight = new StateVector<double>[circuit.Weights];
        for (var j = 0; j < ByWeight.Length; j++)
        {
            ByWeight[j] = new(circuit.Qubits);
            ByWeight[j].Clear();
        }

        var (state, derivative, slopes, reached) = (run.InitialState(), new StateVector<double>(circuit.Qubits), new double[circuit.Weights], 0);
        foreach (var l in run.Occurrences)
        {
            run.Steps[l].Angle.Pullback(inputs, weights, 1, [], slopes);
            if (slopes.AsSpan().ContainsAnyExcept(0))
            {
                run.Move(state, reached, l + 1);
                reached = l + 1;
                MovingStates.DerivativeOfState(run, l, state, derivative);
                for (var j = 0; j < slopes.Length; j++)
                {
                    if (slopes[j] != 0)
                    {
                        ByWeight[j].Accumulate(slopes[j], default, derivative);
                    }
                }

                Array.Clear(slopes);
            }
        }
    }

    /// <summary>psi.</summary>
    public StateVector<double> Psi { get; }

    /// <summary>d psi / d w_j.</summary>
    public StateVector<double>[] ByWeight { get; }
}
