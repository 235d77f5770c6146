namespace QXai.Quantum.Qasm.Syntax;

/// <summary>A register or a part of it, as gates, measurements and barriers take it.</summary>
internal sealed record Operand(Token Name, Selector? Selector);
