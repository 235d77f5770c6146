using System.Collections.Immutable;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>
/// What stands in the brackets after a register: single indices (several of them as a set in braces), or a range start : step : stop that includes its stop.
/// <paramref name="At"/> is the opening bracket.
/// </summary>
internal sealed record Selector(Token At, ImmutableArray<Expression> Indices, Expression? Start = null, Expression? Step = null, Expression? Stop = null, bool IsRange = false)
{
    /// <summary>One index, not in braces: a single qubit or bit.</summary>
    public bool IsSingle => !IsRange && Indices.Length == 1;
}
