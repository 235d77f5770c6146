namespace QXai.Quantum.Qasm.Syntax;

/// <summary>Cuts OpenQASM text into tokens, one at a time, skipping blanks and comments and counting lines and columns.</summary>
internal sealed class Lexer(string source, SourceErrors errors)
{
    private static readonly string[] Symbols = ["->", "==", "!=", "<=", ">=", "&&", "||", "**", "++", .. "+-*/^()[]{},;=<>!@:%|&~.$".Select(symbol =>
        symbol.ToString())];

    private int at, line = 1, lineStart;

    /// <summary>The next token; at the end, again and again the end.</summary>
    public Token Next()
    {
        SkipBlanks();
        if (at == source.Length)
        {
            return new(TokenKind.End, "", line, Column);
        }

        var (start, first) = (at, source[at]);
        return first switch
        {
            _ when IsNameStart(first) => Take(TokenKind.Name, NameEnd(start)),
            _ when IsNumberStart() => Number(),
            '"' or '\'' => Quoted(first),
            '@' when start + 1 < source.Length && IsNameStart(source[start + 1]) && StartsLine() => Take(TokenKind.Annotation, LineEnd()),
            _ => Symbol(),
        };
    }

    private int Column => at - lineStart + 1;

    private void SkipBlanks()
    {
        while (at < source.Length)
        {
            if (char.IsWhiteSpace(source[at]))
            {
                Step();
            }
            else if (Starts("//"))
            {
                at = LineEnd();
            }
            else if (Starts("/*"))
            {
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlockComment()
    {
        var (startLine, startColumn) = (line, Column);
        at += 2;
        while (!Starts("*/"))
        {
            if (at == source.Length)
            {
                throw errors.At(startLine, startColumn, "the comment that begins here with /* never ends");
            }

            Step();
        }

        at += 2;
    }

    /// <summary>One character on; a line ends with LF, CR or both.</summary>
    private void Step()
    {
        var ended = source[at] == '\n' || (source[at] == '\r' && !(at + 1 < source.Length && source[at + 1] == '\n'));
        at++;
        if (ended)
        {
            line++;
            lineStart = at;
        }
    }

    private Token Number()
    {
        var start = at;
        if (source[at] == '0' && at + 1 < source.Length && source[at + 1] is 'x' or 'X' or 'b' or 'B' or 'o')
        {
            var hexadecimal = source[at + 1] is 'x' or 'X';
            bool IsDigit(char c) => char.IsAsciiDigit(c) || c == '_' || (hexadecimal && char.IsAsciiHexDigit(c));
            return Checked(Take(TokenKind.Integer, End(start + 2, IsDigit)));
        }

        var end = Digits(start);
        var kind = TokenKind.Integer;
        if (end < source.Length && source[end] == '.')
        {
            (kind, end) = (TokenKind.Real, Digits(end + 1));
        }

        if (end < source.Length && source[end] is 'e' or 'E')
        {
            var digits = end + 1 < source.Length && source[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var exponentEnd = Digits(digits);
            (kind, end) = exponentEnd > digits ? (TokenKind.Real, exponentEnd) : (kind, end);
        }

        return Checked(Take(kind, end));
    }

    private Token Checked(Token number) => at < source.Length && IsNameStart(source[at])
        ? throw errors.At(number, $"the number '{number.Text}' runs into '{source[at..NameEnd(at)]}'; durations and imaginary numbers are not read")
        : number;

    private Token Quoted(char quote)
    {
        var end = at + 1;
        while (end < source.Length && source[end] != quote && source[end] is not ('\n' or '\r'))
        {
            end++;
        }

        if (end == source.Length || source[end] != quote)
        {
            throw errors.At(line, Column, $"the text that begins here with {quote} does not end on its line");
        }

        var token = new Token(TokenKind.Text, source[(at + 1)..end], line, Column);
        at = end + 1;
        return token;
    }

    private Token Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (Starts(symbol))
            {
                return Take(TokenKind.Symbol, at + symbol.Length);
            }
        }

        var character = source[at];
        throw errors.At(line, Column, char.IsControl(character) || char.IsSurrogate(character)
            ? $"the character U+{(int)character:X4} has no meaning in OpenQASM"
            : $"the character '{character}' has no meaning in OpenQASM");
    }

    private Token Take(TokenKind kind, int end)
    {
        var token = new Token(kind, source[at..end], line, Column);
        at = end;
        return token;
    }

    private bool Starts(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private bool StartsLine() => source.AsSpan(lineStart, at - lineStart).IsWhiteSpace();

    private bool IsNumberStart() =>
        char.IsAsciiDigit(source[at]) || (source[at] == '.' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]));

    private int LineEnd() => End(at, c => c is not ('\n' or '\r'));

    private int Digits(int from) => End(from, c => char.IsAsciiDigit(c) || c == '_');

    private int NameEnd(int from) => End(from, c => IsNameStart(c) || char.IsAsciiDigit(c));

    private int End(int from, Func<char, bool> belongs)
    {
        while (from < source.Length && belongs(source[from]))
        {
            from++;
        }

        return from;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';
}
