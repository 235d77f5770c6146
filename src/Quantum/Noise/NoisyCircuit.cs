using System.Collections.Immutable;

namespace QXai.Quantum.Noise;

/// <summary>
/// A circuit with noise channels between its gates and readout errors at its end. An immutable value, equal by content:
/// <c>new Circuit(2).H(0).Noise(Channel.BitFlip(0.1), 0).Then(c => c.CNOT(0, 1)).Noise(Channel.Depolarizing(0.02), 0, 1)</c>.
/// </summary>
public sealed partial class NoisyCircuit : IEquatable<NoisyCircuit>
{
    /// <summary>
    /// A circuit with channels at positions in ascending order and a readout (perfect unless given). Throws <see cref="ArgumentException"/> naming the
    /// channel, the values and the reason where they do not fit.
    /// </summary>
    public NoisyCircuit(Circuit circuit, ImmutableArray<AppliedChannel> channels = default, Readout? readout = null)
    {
        (Circuit, Channels, Readout) = (circuit, channels.IsDefault ? [] : channels, readout ?? Readout.Perfect(circuit.Qubits));
        var position = 0;
        foreach (var channel in Channels)
        {
            CheckQubits(circuit, channel.Channel, channel.Qubits.AsSpan());
            if (channel.Position < position || channel.Position > circuit.Count)
            {
                throw new ArgumentException(
                    $"NoisyCircuit: {channel} stands after gate {channel.Position}, but {position} to {circuit.Count} is what fits there.");
            }

            position = channel.Position;
        }

        if (Readout.Errors.Length != circuit.Qubits)
        {
            throw new ArgumentException($"NoisyCircuit: {Readout.Errors.Length} readout errors were given for {circuit.Qubits} qubits.");
        }
    }

    /// <summary>The gates without the noise.</summary>
    public Circuit Circuit { get; }

    /// <summary>The channels in order of application.</summary>
    public ImmutableArray<AppliedChannel> Channels { get; }

    /// <summary>The readout errors.</summary>
    public Readout Readout { get; }

    /// <summary>
    /// This circuit followed by a channel: on the given qubits together if it acts on several, else on each of them in turn; on every qubit where
    /// none is named.
    /// </summary>
    public NoisyCircuit Noise(Channel channel, params ReadOnlySpan<int> qubits)
    {
        int[] wires = qubits.IsEmpty && channel.Qubits == 1 ? [.. Enumerable.Range(0, Circuit.Qubits)] : qubits.ToArray();
        IEnumerable<int[]> uses = channel.Qubits == 1 ? wires.Select(wire => (int[])[wire]) : [wires];
        return new(Circuit, Channels.AddRange(uses.Select(use => new AppliedChannel(Circuit.Count, channel, [.. use]))), Readout);
    }

    /// <summary>This circuit followed by what <paramref name="gates"/> appends: <c>noisy.Then(c => c.H(0).CNOT(0, 1))</c>.</summary>
    public NoisyCircuit Then(Func<Circuit, Circuit> gates)
    {
        var longer = gates(Circuit);
        return longer.Qubits == Circuit.Qubits && longer.Count >= Circuit.Count && longer.Gates.AsSpan()[..Circuit.Count].SequenceEqual(Circuit.Gates.AsSpan())
            ? new(longer, Channels, Readout)
            : throw new ArgumentException($"Then: the circuit of {Circuit.Count} gates was not continued, but replaced by one of {longer.Count}.");
    }

    /// <summary>This circuit with the given error at the reading of the named qubits; of all where none is named.</summary>
    public NoisyCircuit ReadoutError(ReadoutError error, params ReadOnlySpan<int> qubits)
    {
        var errors = Readout.Errors.ToArray();
        int[] wires = qubits.IsEmpty ? [.. Enumerable.Range(0, errors.Length)] : qubits.ToArray();
        foreach (var wire in wires)
        {
            errors[wire >= 0 && wire < errors.Length
                ? wire
                : throw new ArgumentException(
                    $"ReadoutError: qubit {wire} does not exist in a circuit of {errors.Length} qubits, numbered 0 to {errors.Length - 1}.")] = error;
        }

        return new(Circuit, Channels, new(errors));
    }

    /// <inheritdoc/>
    public bool Equals(NoisyCircuit? other) => other is not null && Circuit.Equals(other.Circuit)
        && Channels.AsSpan().SequenceEqual(other.Channels.AsSpan()) && Readout.Equals(other.Readout);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoisyCircuit);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Circuit, Channels.Length, Readout);

    /// <summary>Gates and channels in order, as in <c>H q0; bitflip(0.1) q0; CX q0 q1</c>.</summary>
    public override string ToString()
    {
        var (parts, next) = (new List<string>(), 0);
        for (var number = 0; number <= Circuit.Count; number++)
        {
            for (; next < Channels.Length && Channels[next].Position == number; next++)
            {
                parts.Add(Channels[next].ToString());
            }

            if (number < Circuit.Count)
            {
                parts.Add(Circuit.Gates[number].ToString());
            }
        }

        return string.Join("; ", parts);
    }

    private static void CheckQubits(Circuit circuit, Channel channel, ReadOnlySpan<int> qubits)
    {
        var call = $"{channel}({string.Join(", ", qubits.ToArray())})";
        if (qubits.Length != channel.Qubits)
        {
            throw new ArgumentException($"{call}: {qubits.Length} qubits were given, but the channel acts on {channel.Qubits}.");
        }

        var seen = 0UL;
        foreach (var qubit in qubits)
        {
            if (qubit < 0 || qubit >= circuit.Qubits)
            {
                throw new ArgumentException(
                    $"{call}: qubit {qubit} does not exist in a circuit of {circuit.Qubits} qubits, numbered 0 to {circuit.Qubits - 1}.");
            }

            if ((seen & (1UL << qubit)) != 0)
            {
                throw new ArgumentException($"{call}: qubit {qubit} is used twice.");
            }

            seen |= 1UL << qubit;
        }
    }
}
