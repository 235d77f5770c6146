using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>Keeps what is before it before and what is after it after, on these qubits; no effect on states.</summary>
public sealed record BarrierOperation(ImmutableArray<int> Qubits) : Operation
{
    /// <inheritdoc/>
    public bool Equals(BarrierOperation? other) => other is not null && Qubits.AsSpan().SequenceEqual(other.Qubits.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Qubits.Length;
}
