using System.Collections.Immutable;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>
/// An expression of the source; <paramref name="At"/> is the token that errors point to, <paramref name="Depth"/> the height of its tree.
/// </summary>
internal abstract record Expression(Token At, int Depth = 1);

/// <summary>A number; <paramref name="Whole"/> is its exact value where it is an integer below 2^64.</summary>
internal sealed record NumberExpression(Token At, double Value, ulong? Whole) : Expression(At);

/// <summary>Zeros and ones in quotation marks, the first being the most significant.</summary>
internal sealed record BitsExpression(Token At, string Digits) : Expression(At);

/// <summary>A constant, input, gate parameter or register.</summary>
internal sealed record NameExpression(Token At) : Expression(At);

/// <summary>Bits or qubits of a register.</summary>
internal sealed record IndexExpression(Token At, Selector Selector) : Expression(At);

/// <summary>-x, !x or ~x; the operator is <see cref="Expression.At"/>.</summary>
internal sealed record UnaryExpression(Token At, Expression Operand) : Expression(At, Operand.Depth + 1);

/// <summary>x op y; the operator is <see cref="Expression.At"/>.</summary>
internal sealed record BinaryExpression(Token At, Expression Left, Expression Right) : Expression(At, 1 + Math.Max(Left.Depth, Right.Depth));

/// <summary>f(x, ...).</summary>
internal sealed record CallExpression(Token At, ImmutableArray<Expression> Arguments)
    : Expression(At, 1 + Arguments.Select(argument => argument.Depth).DefaultIfEmpty().Max());
