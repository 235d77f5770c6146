using System.Collections.Immutable;
using System.Globalization;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>
/// Expressions by precedence climbing: || &amp;&amp; | ^ &amp; == &lt; + * and, tightest, unary minus and power, which groups to the right. OpenQASM
/// 2 writes a power ^, OpenQASM 3 **.
/// </summary>
internal sealed class ExpressionParser(TokenStream tokens)
{
    private const int UnaryLevel = 10, PowerLevel = 11, MaximalTerms = 1000;

    public Expression Parse() => Parse(0);

    /// <summary>Expressions between commas up to the closing bracket, which is taken.</summary>
    public ImmutableArray<Expression> List(string closing)
    {
        var list = ImmutableArray.CreateBuilder<Expression>();
        while (!tokens.Accept(closing))
        {
            if (list.Count > 0)
            {
                tokens.Expect(",", $"or '{closing}'");
                if (tokens.Version != 2 && tokens.Accept(closing))
                {
                    break;
                }
            }

            list.Add(Parse());
        }

        return list.ToImmutable();
    }

    /// <summary>A register or a part of it.</summary>
    public Operand Operand()
    {
        if (tokens.Is("$"))
        {
            throw tokens.Errors.At(tokens.Current, "physical qubits ($0, $1, ...) are not read; declare a register");
        }

        return new(tokens.ExpectName("a register"), tokens.Is("[") ? Selector() : null);
    }

    /// <summary>Operands between commas.</summary>
    public ImmutableArray<Operand> Operands()
    {
        var operands = ImmutableArray.CreateBuilder<Operand>();
        do
        {
            operands.Add(Operand());
        }
        while (tokens.Accept(","));

        return operands.ToImmutable();
    }

    /// <summary>What stands in brackets after a register.</summary>
    public Selector Selector()
    {
        var bracket = tokens.Expect("[", "before an index");
        if (tokens.Is("{"))
        {
            tokens.NeedsVersion3(tokens.Take(), "a set of indices");
            var set = List("}");
            tokens.Expect("]", "after the set of indices");
            return set.IsEmpty ? throw tokens.Errors.At(bracket, "the set of indices is empty") : new(bracket, set, IsSet: true);
        }

        var first = tokens.Is(":") ? null : tokens.Version == 2 ? Whole("an index") : Parse();
        if (first is not null && tokens.Accept("]"))
        {
            return new(bracket, [first]);
        }

        tokens.NeedsVersion3(tokens.Expect(":", "or ']' after an index"), "a range of indices");
        var second = tokens.Is("]") || tokens.Is(":") ? null : Parse();
        if (tokens.Accept("]"))
        {
            return new(bracket, []) { Bounds = (first, null, second) };
        }

        tokens.Expect(":", "or ']' in a range of indices");
        var third = tokens.Is("]") ? null : Parse();
        tokens.Expect("]", "after a range of indices");
        return new(bracket, []) { Bounds = (first, second, third) };
    }

    /// <summary>A size in brackets.</summary>
    public Expression Size()
    {
        tokens.Expect("[", "before the size");
        var size = tokens.Version == 2 ? Whole("a size") : Parse();
        tokens.Expect("]", "after the size");
        return size;
    }

    /// <summary>OpenQASM 2.0 has no expressions in brackets, but integers.</summary>
    private NumberExpression Whole(string what) =>
        tokens.Current.Kind == TokenKind.Integer ? Number(tokens.Take()) : throw tokens.Unexpected($"an integer, as {what},");

    private Expression Parse(int level)
    {
        var left = Operand(level);
        while (tokens.Current is { Kind: TokenKind.Symbol } symbol && LevelOf(symbol.Text) is { } found && found >= level)
        {
            tokens.Take();
            var right = tokens.Deeper(() => Parse(found == PowerLevel ? PowerLevel : found + 1));
            left = new BinaryExpression(symbol, left, right);
            if (left.Depth > MaximalTerms)
            {
                throw tokens.Errors.At(symbol, $"the expression has more than {MaximalTerms} operators one within the other");
            }
        }

        return left;
    }

    private Expression Operand(int level)
    {
        if (tokens.Is("-") || tokens.Is("!") || tokens.Is("~"))
        {
            var symbol = tokens.Take();
            return new UnaryExpression(symbol, tokens.Deeper(() => Parse(Math.Max(level, UnaryLevel))));
        }

        return Primary();
    }

    private Expression Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Real:
                return Number(tokens.Take());
            case TokenKind.Text:
                tokens.NeedsVersion3(tokens.Take(), "a bit string");
                return token.Text.Length > 0 && !token.Text.AsSpan().ContainsAnyExcept("01_")
                    ? new BitsExpression(token, token.Text.Replace("_", ""))
                    : throw tokens.Errors.At(token, $"{token} is no bit string of 0 and 1");
            case TokenKind.Name:
                tokens.Take();
                return token.Text == "true" && tokens.Version == 3 ? new NumberExpression(token, 1, 1)
                    : token.Text == "false" && tokens.Version == 3 ? new NumberExpression(token, 0, 0)
                    : tokens.Accept("(") ? new CallExpression(token, tokens.Deeper(() => List(")")))
                    : tokens.Is("[") ? new IndexExpression(token, tokens.Deeper(Selector))
                    : new NameExpression(token);
            case TokenKind.Symbol when token.Text == "(":
                tokens.Take();
                var inner = tokens.Deeper(Parse);
                tokens.Expect(")", "after the expression");
                return inner;
            default:
                throw tokens.Unexpected("an expression");
        }
    }

    private NumberExpression Number(Token token)
    {
        var digits = token.Text.Replace("_", "");
        if (token.Kind == TokenKind.Real)
        {
            return new(token, double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture), null);
        }

        try
        {
            ulong? whole = digits switch
            {
                ['0', 'x' or 'X', ..] => Convert.ToUInt64(digits[2..], 16),
                ['0', 'b' or 'B', ..] => Convert.ToUInt64(digits[2..], 2),
                ['0', 'o', ..] => Convert.ToUInt64(digits[2..], 8),
                _ => ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null,
            };
            return new(token, whole ?? double.Parse(digits, CultureInfo.InvariantCulture), whole);
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw tokens.Errors.At(token, $"{token} is no integer below 2^64");
        }
    }

    private int? LevelOf(string symbol) => symbol switch
    {
        "||" => 0,
        "&&" => 1,
        "|" => 2,
        "^" when tokens.Version == 3 => 3,
        "&" => 4,
        "==" or "!=" => 5,
        "<" or "<=" or ">" or ">=" => 6,
        "+" or "-" => 8,
        "*" or "/" or "%" => 9,
        "^" or "**" => PowerLevel,
        _ => null,
    };
}
