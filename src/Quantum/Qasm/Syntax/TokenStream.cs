using System.Text;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>The tokens of a source with one token of sight, the language version, and the guard against nesting too deep.</summary>
internal sealed class TokenStream
{
    /// <summary>How deep parentheses, conditions and powers may nest.</summary>
    public const int MaximalDepth = 200;

    private readonly Lexer lexer;
    private StringBuilder? recorded;
    private int depth;

    public TokenStream(string source, SourceErrors errors)
    {
        Errors = errors;
        lexer = new(source, errors);
        Current = lexer.Next();
    }

    public SourceErrors Errors { get; }

    /// <summary>The token that comes next.</summary>
    public Token Current { get; private set; }

    /// <summary>2 or 3; 0 as long as neither the version line nor an include has told.</summary>
    public int Version { get; set; }

    /// <summary>Where <see cref="Version"/> was learnt, for error texts.</summary>
    public string VersionSource { get; set; } = "";

    public bool Is(string text) => Current.Kind is TokenKind.Symbol or TokenKind.Name && Current.Text == text;

    public Token Take()
    {
        var token = Current;
        recorded?.Append(recorded.Length > 0 ? " " : "").Append(token.Text);
        Current = lexer.Next();
        return token;
    }

    public bool Accept(string text)
    {
        if (!Is(text))
        {
            return false;
        }

        Take();
        return true;
    }

    public Token Expect(string text, string where) => Is(text) ? Take() : throw Unexpected($"'{text}' {where}");

    public Token ExpectName(string what) => Current.Kind == TokenKind.Name ? Take() : throw Unexpected(what);

    public Exception Unexpected(string expected) => Errors.At(Current, $"{expected} was expected, but {Current} stands here");

    /// <summary>Refuses what only OpenQASM 3 has in a file of version 2; where the version is open it is settled.</summary>
    public void NeedsVersion3(Token at, string what)
    {
        if (Version == 2)
        {
            throw Errors.At(at, $"{what} belongs to OpenQASM 3, but {VersionSource}");
        }

        if (Version == 0)
        {
            (Version, VersionSource) = (3, $"line {at.Line} uses OpenQASM 3");
        }
    }

    /// <summary>Starts to record the text of tokens as they are taken.</summary>
    public void Record() => recorded = new();

    /// <summary>The tokens since <see cref="Record"/>, single blanks between them.</summary>
    public string Recorded()
    {
        var text = recorded!.ToString();
        recorded = null;
        return text;
    }

    /// <summary>Parses something one level deeper.</summary>
    public T Deeper<T>(Func<T> parse)
    {
        if (++depth > MaximalDepth)
        {
            throw Errors.At(Current, $"expressions and conditions nest deeper than {MaximalDepth} levels");
        }

        var result = parse();
        depth--;
        return result;
    }
}
