namespace QXai.Quantum.Programs;

/// <summary>Holds where the other condition does not.</summary>
public sealed record NotCondition(Condition Condition) : Condition
{
    /// <inheritdoc/>
    public override IEnumerable<int> Bits => Condition.Bits;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<bool> bits) => !Condition.Holds(bits);

    /// <summary>As in <c>!(c == 3)</c>.</summary>
    public override string ToString() => $"!({Condition})";
}
