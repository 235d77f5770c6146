using QXai.Numerics.Random;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>What all trajectories of a noisy circuit have in common: steps with angles, Kraus operators ready to apply, observables as the readout
/// shows them.</summary>
internal sealed class TrajectoryPlan
{
    private readonly Instruction[] steps;
    private readonly double[] angles;
    private readonly (int Position, KrausChoice Choice)[] channels;
    private readonly Observable[] observables;
    private readonly StateVector<double>? initial;

    public TrajectoryPlan(
        NoisyCircuit noisy, IReadOnlyList<Observable> observables, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, StateVector<double>? initial)
    {
        var circuit = noisy.Circuit;
        ArgumentChecks.Parameters("Trajectories", circuit, inputs, weights);
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits("Trajectories", observable, circuit.Qubits);
        }

        if (initial is not null && initial.Qubits != circuit.Qubits)
        {
            throw new ArgumentException($"Trajectories: the initial state has {initial.Qubits} qubits, but the circuit has {circuit.Qubits}.");
        }

        this.initial = initial;
        this.observables = [.. observables.Select(noisy.Readout.AsMeasured)];
        steps = Compiler.Compile(circuit);
        var (x, w) = (inputs.ToArray(), weights.ToArray());
        angles = [.. steps.Select(step => step.Angle.Value(x, w))];
        channels = [.. noisy.Channels.Select(channel => (channel.Position, new KrausChoice(channel, circuit.Qubits)))];
    }

    /// <summary>One trajectory: the expectations of all observables in its final state. Cancellation is looked for at every step.</summary>
    public void Run(StateVector<double> state, SeededRandom random, Span<double> expectations, CancellationToken cancellation)
    {
        if (initial is null)
        {
            state.Reset();
        }
        else
        {
            state.CopyFrom(initial);
        }

        var next = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (; next < channels.Length && channels[next].Position <= steps[i].Gate; next++)
            {
                channels[next].Choice.Apply(state, random);
            }

            state.Apply(steps[i], angles[i]);
        }

        for (; next < channels.Length; next++)
        {
            cancellation.ThrowIfCancellationRequested();
            channels[next].Choice.Apply(state, random);
        }

        for (var m = 0; m < expectations.Length; m++)
        {
            expectations[m] = state.Expectation(observables[m]);
        }
    }
}
