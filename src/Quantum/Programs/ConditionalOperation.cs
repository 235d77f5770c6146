using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>Does <paramref name="Then"/> where the condition on classical bits holds at that moment, else <paramref name="Else"/>.</summary>
public sealed record ConditionalOperation(Condition Condition, ImmutableArray<Operation> Then, ImmutableArray<Operation> Else) : Operation
{
    /// <inheritdoc/>
    public bool Equals(ConditionalOperation? other) => other is not null && Condition.Equals(other.Condition)
        && Then.AsSpan().SequenceEqual(other.Then.AsSpan()) && Else.AsSpan().SequenceEqual(other.Else.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Condition, Then.Length, Else.Length);
}
