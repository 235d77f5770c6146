using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Plans;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// A circuit at given inputs and weights, cut into steps with known angles: what all differentiators start from. Checks the arguments and can move a state
/// through any part of the circuit.
/// </summary>
internal sealed class CircuitRun
{
    private readonly StateVector<double>? initial;
    private readonly double[] inputs, weights;

    public CircuitRun(
        string operation,
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial,
        CancellationToken cancellation = default)
    {
        ArgumentChecks.Parameters(operation, circuit, inputs, weights);
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits(operation, observable, circuit.Qubits);
        }

        if (initial is not null && initial.Qubits != circuit.Qubits)
        {
            throw new ArgumentException($"{operation}: the initial state has {initial.Qubits} qubits, but the circuit has {circuit.Qubits}.");
        }

        MemoryBudget.RequireStates($"Differentiation ({operation}) on {circuit.Qubits} qubits", circuit.Qubits, 3);
        (Circuit, Observables, this.initial, Cancellation) = (circuit, observables, initial, cancellation);
        (Plan, BackwardPlan) = (circuit.PlanFor<double>(), circuit.BackwardPlanFor<double>());
        Steps = Plan.Steps;
        (this.inputs, this.weights) = (inputs.ToArray(), weights.ToArray());
        Angles = [.. Steps.Select(step => step.Angle.Value(this.inputs, this.weights))];
    }

    public Circuit Circuit { get; }

    public IReadOnlyList<Observable> Observables { get; }

    /// <summary>Ends the run: looked for at every step, in sweeps at every tile.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>How the circuit is swept.</summary>
    public Plan Plan { get; }

    /// <summary>How the steps are undone on two states together.</summary>
    public Plan BackwardPlan { get; }

    /// <summary>The elementary steps in order of application.</summary>
    public Instruction[] Steps { get; }

    /// <summary>The angle t of each step.</summary>
    public double[] Angles { get; }

    /// <summary>dt/dx or dt/dw of step l's angle: the chain factor of an angle with one parameter.</summary>
    public double Slope(int l) => Steps[l].Angle.Slope(inputs, weights);

    /// <summary>The numbers of the steps whose angles depend on inputs or weights.</summary>
    public IEnumerable<int> Occurrences => Enumerable.Range(0, Steps.Length).Where(i => Steps[i].IsDifferentiable);

    /// <summary>A new copy of the initial state.</summary>
    public StateVector<double> InitialState() => initial?.Clone() ?? new StateVector<double>(Circuit.Qubits);

    /// <summary>Makes a state the initial one.</summary>
    public void Restart(StateVector<double> state)
    {
        if (initial is null)
        {
            state.Reset();
        }
        else
        {
            state.CopyFrom(initial);
        }
    }

    /// <summary>The state after all steps.</summary>
    public StateVector<double> FinalState() => FinalState(new(Circuit.Qubits));

    /// <summary>The state after all steps, in a state that is given.</summary>
    public StateVector<double> FinalState(StateVector<double> room)
    {
        if (initial is not null)
        {
            room.CopyFrom(initial);
        }

        Sweep.Run(initial is null ? Circuit.PlanFor<double>(fromZero: true) : Plan, room, Angles, inverse: false, Workers.Pool, Cancellation);
        return room;
    }

    /// <summary>Applies steps from..to-1.</summary>
    public void Move(StateVector<double> state, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            state.Apply(Steps[i], Angles[i]);
        }
    }

    /// <summary>Adds d&lt;Q_m&gt;/dt = <paramref name="derivative"/> of one occurrence of an angle t to a Jacobian, chain rule included.</summary>
    public void Add(Jacobian jacobian, int m, Angle angle, double derivative) => jacobian.Add(m, angle, inputs, weights, derivative);

    /// <summary>Adds d&lt;Q_m&gt;/dt = <paramref name="derivative"/> of step <paramref name="l"/> to a Jacobian, chain rule included.</summary>
    public void Add(Jacobian jacobian, int m, int l, double derivative) => jacobian.Add(m, Steps[l].Angle, inputs, weights, derivative);

    /// <summary>A Jacobian whose expectations are known and whose derivatives are zero.</summary>
    public Jacobian Start(StateVector<double> final)
    {
        var jacobian = new Jacobian(Observables.Count, Circuit.Inputs, Circuit.Weights);
        for (var m = 0; m < Observables.Count; m++)
        {
            Cancellation.ThrowIfCancellationRequested();
            jacobian.Expectations[m] = final.Expectation(Observables[m]);
        }

        return jacobian;
    }
}
