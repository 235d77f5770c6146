namespace QXai.Quantum.Qasm.Syntax;

/// <summary>A word of the source with where it starts; lines and columns count from 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, int Column)
{
    /// <summary>As error texts name it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the file",
        TokenKind.Text => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}
