using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// The states before every channel of a run, recalled last first. One in sqrt(C) of the C states is kept; the others of a segment are computed again from
/// it when its first is asked for.
/// </summary>
internal sealed class Checkpoints
{
    private readonly DensityRun run;
    private readonly int[] channels;
    private readonly int spacing;
    private readonly StateVector<double>[] kept, segment;
    private int loaded = -1;

    public Checkpoints(DensityRun run, int otherStates)
    {
        this.run = run;
        channels = [.. Enumerable.Range(0, run.Steps.Length).Where(l => run.Steps[l].IsChannel)];
        spacing = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(channels.Length)));
        kept = new StateVector<double>[(channels.Length + spacing - 1) / spacing];
        segment = new StateVector<double>[Math.Min(spacing, channels.Length)];
        var qubits = run.Circuit.Qubits;
        MemoryBudget.RequireStates($"Differentiation of {channels.Length} channels on {qubits} qubits", 2 * qubits, kept.Length + segment.Length + otherStates);
    }

    /// <summary>The state after all steps; keeps the checkpoints on the way.</summary>
    public StateVector<double> FinalState()
    {
        var rho = run.InitialState();
        var reached = 0;
        for (var k = 0; k < kept.Length; k++)
        {
            run.Move(rho, reached, channels[k * spacing]);
            reached = channels[k * spacing];
            kept[k] = rho.Clone();
        }

        run.Move(rho, reached, run.Steps.Length);
        return rho;
    }

    /// <summary>Makes <paramref name="rho"/> the state before step <paramref name="step"/>, a channel.</summary>
    public void Recall(int step, StateVector<double> rho)
    {
        var number = Array.BinarySearch(channels, step);
        if (number / spacing != loaded)
        {
            Load(number / spacing);
        }

        rho.CopyFrom(segment[number % spacing]);
    }

    private void Load(int number)
    {
        var first = number * spacing;
        var count = Math.Min(spacing, channels.Length - first);
        for (var k = 0; k < count; k++)
        {
            segment[k] ??= new(2 * run.Circuit.Qubits);
            segment[k].CopyFrom(k == 0 ? kept[number] : segment[k - 1]);
            run.Move(segment[k], channels[first + Math.Max(0, k - 1)], channels[first + k]);
        }

        loaded = number;
    }
}
