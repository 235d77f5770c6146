using System.Collections.Immutable;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>A statement of the source; <paramref name="At"/> is the token that errors point to.</summary>
internal abstract record Statement(Token At);

/// <summary>include "file".</summary>
internal sealed record IncludeStatement(Token At, Token File) : Statement(At);

/// <summary>qreg q[n], qubit[n] q or qubit q.</summary>
internal sealed record QubitDeclaration(Token At, Token Name, Expression? Size) : Statement(At);

/// <summary>creg c[n], bit[n] c or bit c, with a constant or a measurement to begin with.</summary>
internal sealed record BitDeclaration(Token At, Token Name, Expression? Size, Expression? Value, Operand? Measured) : Statement(At);

/// <summary>const float x = expression.</summary>
internal sealed record ConstantDeclaration(Token At, Token Name, Expression Value) : Statement(At);

/// <summary>input float x; a weight if annotated so.</summary>
internal sealed record InputDeclaration(Token At, Token Name, bool IsWeight) : Statement(At);

/// <summary>let name = operand ++ operand.</summary>
internal sealed record AliasDeclaration(Token At, Token Name, ImmutableArray<Operand> Parts) : Statement(At);

/// <summary>
/// gate name(parameters) qubits { body }, or opaque without a body. <paramref name="Source"/> is the definition with single blanks.
/// </summary>
internal sealed record GateDefinition(
    Token At,
    Token Name,
    ImmutableArray<Token> Parameters,
    ImmutableArray<Token> Qubits,
    ImmutableArray<Statement> Body,
    bool IsOpaque,
    string Source) : Statement(At);

/// <summary>modifiers @ name(arguments) operands, gphase included.</summary>
internal sealed record GateCall(
    Token At, ImmutableArray<Modifier> Modifiers, Token Name, ImmutableArray<Expression> Arguments, ImmutableArray<Operand> Operands) : Statement(At);

/// <summary>barrier operands; all qubits where there are none.</summary>
internal sealed record BarrierStatement(Token At, ImmutableArray<Operand> Operands) : Statement(At);

/// <summary>measure source -> target, or target = measure source.</summary>
internal sealed record MeasureStatement(Token At, Operand Source, Operand? Target) : Statement(At);

/// <summary>reset operand.</summary>
internal sealed record ResetStatement(Token At, Operand Operand) : Statement(At);

/// <summary>target = constant.</summary>
internal sealed record AssignStatement(Token At, Operand Target, Expression Value) : Statement(At);

/// <summary>if (condition) then else otherwise.</summary>
internal sealed record IfStatement(Token At, Expression Condition, ImmutableArray<Statement> Then, ImmutableArray<Statement> Else) : Statement(At);
