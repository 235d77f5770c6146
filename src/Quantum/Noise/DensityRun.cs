using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// A noisy circuit at given inputs and weights, cut into steps with known angles: gates and channels in order. Checks the arguments and can move a density
/// matrix through any part. Observables are taken as the readout shows them.
/// </summary>
internal sealed class DensityRun
{
    private readonly DensityMatrix? initial;
    private readonly double[] inputs, weights;

    public DensityRun(
        string operation,
        NoisyCircuit noisy,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        DensityMatrix? initial,
        CancellationToken cancellation = default)
    {
        var circuit = noisy.Circuit;
        ArgumentChecks.Parameters(operation, circuit, inputs, weights);
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits(operation, observable, circuit.Qubits);
        }

        if (initial is not null && initial.Qubits != circuit.Qubits)
        {
            throw new ArgumentException($"{operation}: the initial state has {initial.Qubits} qubits, but the circuit has {circuit.Qubits}.");
        }

        (Circuit, this.initial, Cancellation) = (circuit, initial, cancellation);
        Observables = [.. observables.Select(noisy.Readout.AsMeasured)];
        (this.inputs, this.weights) = (inputs.ToArray(), weights.ToArray());
        Steps = [.. Compile(noisy)];
        Angles = [.. Steps.Select(step => step.IsChannel ? 0 : step.Row.Angle.Value(this.inputs, this.weights))];
    }

    public Circuit Circuit { get; }

    /// <summary>Ends the run: looked for at every step.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The observables, readout errors included.</summary>
    public Observable[] Observables { get; }

    /// <summary>Gates' elementary steps and channels, in order of application.</summary>
    public DensityStep[] Steps { get; }

    /// <summary>The angle t of each step; 0 for a channel.</summary>
    public double[] Angles { get; }

    /// <summary>A new copy of the initial state.</summary>
    public StateVector<double> InitialState() => (initial?.Clone() ?? new DensityMatrix(Circuit.Qubits)).Planes;

    /// <summary>The state after all steps.</summary>
    public StateVector<double> FinalState()
    {
        var rho = InitialState();
        Move(rho, 0, Steps.Length);
        return rho;
    }

    /// <summary>Applies steps from..to-1.</summary>
    public void Move(StateVector<double> rho, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            Steps[i].Apply(rho, Angles[i]);
        }
    }

    /// <summary>tr(Q_m rho).</summary>
    public double Expectation(int m, StateVector<double> rho)
    {
        var sum = 0.0;
        foreach (var (coefficient, pauli) in Observables[m].Terms)
        {
            sum += coefficient * Vectorisation.Trace(BitPauli.Of(pauli, Circuit.Qubits), rho);
        }

        return sum;
    }

    /// <summary>Adds d&lt;Q_m&gt;/dt = <paramref name="derivative"/> of one occurrence of an angle t to a Jacobian, chain rule included.</summary>
    public void Add(Jacobian jacobian, int m, Angle angle, double derivative) => jacobian.Add(m, angle, inputs, weights, derivative);

    /// <summary>Adds d&lt;Q_m&gt;/dt = <paramref name="derivative"/> of step <paramref name="l"/> to a Jacobian, chain rule included.</summary>
    public void Add(Jacobian jacobian, int m, int l, double derivative) => jacobian.Add(m, Steps[l].Row.Angle, inputs, weights, derivative);

    /// <summary>A Jacobian whose expectations are known and whose derivatives are zero.</summary>
    public Jacobian Start(StateVector<double> final)
    {
        var jacobian = new Jacobian(Observables.Length, Circuit.Inputs, Circuit.Weights);
        for (var m = 0; m < Observables.Length; m++)
        {
            jacobian.Expectations[m] = Expectation(m, final);
        }

        return jacobian;
    }

    private static IEnumerable<DensityStep> Compile(NoisyCircuit noisy)
    {
        var (next, channels) = (0, noisy.Channels);
        foreach (var gate in Compiler.Compile(noisy.Circuit))
        {
            for (; next < channels.Length && channels[next].Position <= gate.Gate; next++)
            {
                yield return DensityStep.Of(channels[next], noisy.Circuit.Qubits);
            }

            yield return DensityStep.Of(gate, noisy.Circuit.Qubits);
        }

        for (; next < channels.Length; next++)
        {
            yield return DensityStep.Of(channels[next], noisy.Circuit.Qubits);
        }
    }
}
