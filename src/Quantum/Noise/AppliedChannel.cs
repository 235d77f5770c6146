using System.Collections.Immutable;

namespace QXai.Quantum.Noise;

/// <summary>A channel on qubits of a noisy circuit, after its first <paramref name="position"/> gates. Immutable, equal by content.</summary>
public sealed class AppliedChannel(int position, Channel channel, ImmutableArray<int> qubits) : IEquatable<AppliedChannel>
{
    /// <summary>How many gates come before it.</summary>
    public int Position => position;

    /// <summary>The channel.</summary>
    public Channel Channel => channel;

    /// <summary>The qubits, the first being the most significant bit of the Kraus operators.</summary>
    public ImmutableArray<int> Qubits => qubits;

    /// <inheritdoc/>
    public bool Equals(AppliedChannel? other) => other is not null && position == other.Position && channel.Equals(other.Channel)
        && qubits.AsSpan().SequenceEqual(other.Qubits.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AppliedChannel);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(position, channel, qubits.Length, qubits[0]);

    /// <summary>As in <c>bitflip(0.1) q2</c>.</summary>
    public override string ToString() => channel + string.Concat(qubits.Select(qubit => $" q{qubit}"));
}
