namespace QXai.Quantum.Qasm.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>Digits alone, possibly with a base prefix.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Real,

    /// <summary>Text in quotation marks, which are not part of the token's text.</summary>
    Text,

    /// <summary>An operator or a bracket.</summary>
    Symbol,

    /// <summary>An annotation: @ and a name, with the rest of its line.</summary>
    Annotation,

    /// <summary>The end of the source.</summary>
    End,
}
