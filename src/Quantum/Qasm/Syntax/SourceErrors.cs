using QXai.Numerics;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>Makes the refusals of one source: file, line, column and reason in one line.</summary>
internal sealed class SourceErrors(string file)
{
    public InputException At(Token token, string reason) => At(token.Line, token.Column, reason);

    public InputException At(int line, int column, string reason) => new($"{file}, line {line}, column {column}: {reason}.");
}
