using System.Collections.Immutable;
using System.Numerics;
using QXai.Quantum.Noise;

namespace QXai.Quantum.Formats;

/// <summary>
/// A circuit read from a file with all that stands beside it there: the values of its weights, the initial amplitudes (default: |0...0&gt;), the observables
/// and the answers asked for.
/// </summary>
public sealed record CircuitDocument(
    Circuit Circuit,
    ImmutableArray<double> Weights,
    ImmutableArray<Complex> Initial,
    ImmutableArray<Observable> Observables,
    ImmutableArray<string> Want)
{
    /// <summary>The noise channels between the gates; none for a pure circuit.</summary>
    public ImmutableArray<AppliedChannel> Channels { get; init; } = [];

    /// <summary>Whether the circuit needs a density matrix or trajectories.</summary>
    public bool IsNoisy => !Channels.IsEmpty;

    /// <summary>The circuit with its channels.</summary>
    public NoisyCircuit Noisy => new(Circuit, Channels);
}
