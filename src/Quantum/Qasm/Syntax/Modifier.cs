namespace QXai.Quantum.Qasm.Syntax;

/// <summary>ctrl, negctrl, inv or pow before @, with what stands in its parentheses.</summary>
internal sealed record Modifier(Token Name, Expression? Argument);
