using System.Collections.Immutable;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>
/// What stands in the brackets after a register: single indices (several of them as a set in braces), or a range start : step : stop that includes
/// its stop. <paramref name="At"/> is the opening bracket.
/// </summary>
internal sealed record Selector(Token At, ImmutableArray<Expression> Indices, bool IsSet = false)
{
    /// <summary>The bounds and step of a range; all null where there is none or where they are left out.</summary>
    public (Expression? Start, Expression? Step, Expression? Stop) Bounds { get; init; }

    /// <summary>One index, not in braces: a single qubit or bit.</summary>
    public bool IsSingle => !IsSet && !IsRange;

    /// <summary>A range.</summary>
    public bool IsRange => Indices.IsEmpty;
}
