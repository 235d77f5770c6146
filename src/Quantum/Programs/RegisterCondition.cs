using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>
/// Compares bits, read as the unsigned number sum over k of bit_k 2^k (the first bit is the least significant, as OpenQASM has it), with a constant.
/// A single bit is a register of one. <paramref name="Name"/> is how the source wrote it.
/// </summary>
public sealed record RegisterCondition(string Name, ImmutableArray<int> Register, Comparison Comparison, ulong Value) : Condition
{
    /// <inheritdoc/>
    public override IEnumerable<int> Bits => Register;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<bool> bits)
    {
        var number = 0UL;
        for (var k = 0; k < Register.Length; k++)
        {
            number |= bits[Register[k]] ? 1UL << k : 0;
        }

        return Comparison switch
        {
            Comparison.Equal => number == Value,
            Comparison.NotEqual => number != Value,
            Comparison.Less => number < Value,
            Comparison.LessOrEqual => number <= Value,
            Comparison.Greater => number > Value,
            _ => number >= Value,
        };
    }

    /// <inheritdoc/>
    public bool Equals(RegisterCondition? other) => other is not null && Comparison == other.Comparison && Value == other.Value
        && Register.AsSpan().SequenceEqual(other.Register.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Comparison, Value, Register.Length);

    /// <summary>As in <c>c == 3</c>.</summary>
    public override string ToString() => $"{Name} {Comparison switch
    {
        Comparison.Equal => "==",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    }} {Value}";
}
