using System.Collections.Immutable;
using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Noise;

namespace QXai.Quantum.Formats;

/// <summary>
/// A circuit read from a file with all that stands beside it there: the values of its weights, the initial amplitudes (default: |0...0&gt;), the
/// observables and the answers asked for.
/// </summary>
public sealed record CircuitDocument(
    Circuit Circuit,
    ImmutableArray<double> Weights,
    ImmutableArray<Complex> Initial,
    ImmutableArray<Observable> Observables,
    ImmutableArray<string> Want)
{
    /// <summary>The values of the circuit's inputs.</summary>
    public ImmutableArray<double> Inputs { get; init; } = [];

    /// <summary>Noise channels among the gates, in order; a circuit with any is described by a density matrix, not by a state.</summary>
    public ImmutableArray<ChannelEntry> Channels { get; init; } = [];

    /// <summary>The errors of reading the qubits at the end; null where the file names none.</summary>
    public Readout? Readout { get; init; }

    /// <summary>Whether any qubit is read with errors.</summary>
    public bool HasReadoutErrors => Readout is { IsPerfect: false };

    /// <summary>
    /// The observables whose true expectations are what measurements of <see cref="Observables"/> show: others where there are readout errors.
    /// </summary>
    public ImmutableArray<Observable> Measured => HasReadoutErrors ? [.. Observables.Select(Readout!.AsMeasured)] : Observables;

    /// <summary>Whether the circuit needs a density matrix or trajectories.</summary>
    public bool IsNoisy => !Channels.IsEmpty;

    /// <summary>
    /// The circuit with its channels and readout errors; those of the catalogue act on one qubit: with several wires, on each in turn. Throws
    /// <see cref="InputException"/> where the catalogue has no such channel,
    /// <see cref="ArgumentException"/> where it does not fit the circuit.
    /// </summary>
    public NoisyCircuit Noisy => new(Circuit, [.. Channels.SelectMany(Apply)], Readout);

    private static IEnumerable<AppliedChannel> Apply(ChannelEntry entry)
    {
        var channel = ChannelCatalogue.Find(entry.Channel, entry.P)
            ?? throw new InputException(
                $"Circuit: there is no channel \"{entry.Channel}\"; there are: {string.Join(", ", ChannelCatalogue.All.Select(known => known.Name))}.");
        return entry.Wires.Select(wire => new AppliedChannel(entry.Position, channel, [wire]));
    }
}
