using System.Collections.Immutable;
using System.Globalization;

namespace QXai.Quantum.Qasm.Syntax;

/// <summary>
/// Reads the statements of OpenQASM 2.0 and of the gate-level part of OpenQASM 3, one at a time, by recursive descent. A file without a version line
/// is of version 2 where it includes "qelib1.inc", else of version 3, whose version line is optional.
/// </summary>
internal sealed class Parser
{
    private static readonly string[] Refused =
    [
        "def", "defcal", "cal", "defcalgrammar", "extern", "box", "delay", "nop", "for", "while", "switch", "return", "break", "continue", "end",
        "output", "array", "duration", "stretch", "complex", "int", "uint", "float", "angle", "bool", "pragma", "durationof", "readonly", "mutable",
    ];

    private readonly TokenStream tokens;
    private readonly ExpressionParser expressions;

    public Parser(string source, SourceErrors errors)
    {
        tokens = new(source, errors);
        expressions = new(tokens);
        ReadVersion();
    }

    /// <summary>2 or 3; 0 as long as nothing has told.</summary>
    public int Version => tokens.Version;

    /// <summary>The next statement; null at the end.</summary>
    public Statement? Next() => tokens.Current.Kind == TokenKind.End ? null : Statement();

    private void ReadVersion()
    {
        if (!tokens.Accept("OPENQASM"))
        {
            return;
        }

        var number = tokens.Current;
        if (number.Kind is not (TokenKind.Integer or TokenKind.Real))
        {
            throw tokens.Unexpected("a version number");
        }

        tokens.Version = number.Text switch
        {
            "2.0" or "2" => 2,
            "3.0" or "3" or "3.1" => 3,
            _ => throw tokens.Errors.At(number, $"version {number.Text} of OpenQASM is not read; 2.0, 3.0 and 3.1 are"),
        };
        tokens.VersionSource = $"line {number.Line} declares version {number.Text}";
        tokens.Take();
        tokens.Expect(";", "after the version");
    }

    private Statement Statement()
    {
        var annotations = new List<Token>();
        while (tokens.Current.Kind == TokenKind.Annotation)
        {
            annotations.Add(tokens.Take());
        }

        var first = tokens.Current;
        if (first.Kind != TokenKind.Name)
        {
            throw tokens.Unexpected("a statement");
        }

        var statement = Statement(first, annotations.Exists(annotation => annotation.Text.TrimEnd() == QasmNames.WeightAnnotation));
        var unknown = annotations.Find(
            annotation => annotation.Text.StartsWith("@qxai.", StringComparison.Ordinal) && statement is not InputDeclaration { IsWeight: true });
        return unknown.Text is null ? statement : throw tokens.Errors.At(
            unknown, $"the annotation {unknown} does not apply to this statement; {QasmNames.WeightAnnotation} does to inputs");
    }

    private Statement Statement(Token first, bool isWeight)
    {
        switch (first.Text)
        {
            case "OPENQASM":
                throw tokens.Errors.At(first, "the version line must be the first statement of the file");
            case "include":
                return Include();
            case "qreg" or "creg":
                return OldRegister();
            case "gate" or "opaque":
                return Gate();
            case "barrier":
                tokens.Take();
                return Ended(new BarrierStatement(first, tokens.Version != 2 && tokens.Is(";") ? [] : expressions.Operands()));
            case "reset":
                tokens.Take();
                return Ended(new ResetStatement(first, expressions.Operand()));
            case "measure":
                return Measure();
            case "if":
                return tokens.Deeper(If);
        }

        switch (first.Text)
        {
            case "qubit" or "bit":
                tokens.NeedsVersion3(first, $"'{first.Text}'");
                return NewRegister();
            case "const":
                tokens.NeedsVersion3(first, "'const'");
                return Constant();
            case "input":
                tokens.NeedsVersion3(first, "'input'");
                return Input(isWeight);
            case "let":
                tokens.NeedsVersion3(first, "'let'");
                return Alias();
            case "ctrl" or "negctrl" or "inv" or "pow" or "gphase" when tokens.Version != 2:
                tokens.NeedsVersion3(first, $"'{first.Text}'");
                return Call();
        }

        return tokens.Version != 2 && Refused.Contains(first.Text)
            ? throw tokens.Errors.At(first, $"'{first.Text}' is outside the gate-level part of OpenQASM 3, which is what is read")
            : Call();
    }

    private T Ended<T>(T statement)
        where T : Statement
    {
        tokens.Expect(";", "at the end of the statement");
        return statement;
    }

    private IncludeStatement Include()
    {
        var at = tokens.Take();
        var file = tokens.Current.Kind == TokenKind.Text ? tokens.Take() : throw tokens.Unexpected("the name of a file in quotation marks");
        if (tokens.Version == 0)
        {
            (tokens.Version, tokens.VersionSource) = (file.Text == QasmNames.Library2 ? 2 : 3, $"line {file.Line} includes \"{file.Text}\"");
        }

        return Ended(new IncludeStatement(at, file));
    }

    private Statement OldRegister()
    {
        var at = tokens.Take();
        var name = tokens.ExpectName("the name of the register");
        var size = tokens.Version == 2 || tokens.Is("[") ? expressions.Size() : null;
        return Ended<Statement>(at.Text == "qreg" ? new QubitDeclaration(at, name, size) : new BitDeclaration(at, name, size, null, null));
    }

    private Statement NewRegister()
    {
        var at = tokens.Take();
        var size = tokens.Is("[") ? expressions.Size() : null;
        var name = tokens.ExpectName("the name of the register");
        if (at.Text == "qubit")
        {
            return Ended(new QubitDeclaration(at, name, size));
        }

        if (!tokens.Accept("="))
        {
            return Ended(new BitDeclaration(at, name, size, null, null));
        }

        return Ended(tokens.Accept("measure")
            ? new BitDeclaration(at, name, size, null, expressions.Operand())
            : new BitDeclaration(at, name, size, expressions.Parse(), null));
    }

    private ConstantDeclaration Constant()
    {
        tokens.Take();
        Type("a constant", "float", "angle", "int", "uint");
        var name = tokens.ExpectName("the name of the constant");
        tokens.Expect("=", "and the constant's value");
        return Ended(new ConstantDeclaration(name, name, expressions.Parse()));
    }

    private InputDeclaration Input(bool isWeight)
    {
        var at = tokens.Take();
        Type("an input", "float", "angle");
        return Ended(new InputDeclaration(at, tokens.ExpectName("the name of the input"), isWeight));
    }

    private void Type(string whose, params string[] types)
    {
        if (!types.Contains(tokens.Current.Text))
        {
            throw tokens.Unexpected($"the type of {whose} ({string.Join(", ", types)})");
        }

        tokens.Take();
        if (tokens.Is("["))
        {
            expressions.Size();
        }
    }

    private AliasDeclaration Alias()
    {
        var at = tokens.Take();
        var name = tokens.ExpectName("the name of the alias");
        tokens.Expect("=", "and what the alias stands for");
        var parts = ImmutableArray.CreateBuilder<Operand>();
        do
        {
            parts.Add(expressions.Operand());
        }
        while (tokens.Accept("++"));

        return Ended(new AliasDeclaration(at, name, parts.ToImmutable()));
    }

    private MeasureStatement Measure()
    {
        var at = tokens.Take();
        var source = expressions.Operand();
        if (tokens.Version == 2)
        {
            tokens.Expect("->", "and a classical register");
            return Ended(new MeasureStatement(at, source, expressions.Operand()));
        }

        return Ended(new MeasureStatement(at, source, tokens.Accept("->") ? expressions.Operand() : null));
    }

    private IfStatement If()
    {
        var at = tokens.Take();
        tokens.Expect("(", "after if");
        var condition = expressions.Parse();
        tokens.Expect(")", "after the condition");
        if (tokens.Version == 2
            && condition is not BinaryExpression { At.Text: "==", Left: NameExpression, Right: NumberExpression { Whole: not null } })
        {
            throw tokens.Errors.At(condition.At, "OpenQASM 2.0 compares a whole classical register with an integer, as in if (c == 3)");
        }

        var then = Branch(at);
        if (!tokens.Is("else"))
        {
            return new(at, condition, then, []);
        }

        tokens.NeedsVersion3(tokens.Take(), "'else'");
        return new(at, condition, then, Branch(at));
    }

    private ImmutableArray<Statement> Branch(Token at)
    {
        if (!tokens.Is("{"))
        {
            return [tokens.Current.Kind == TokenKind.End ? throw tokens.Unexpected("a statement") : Inner(Statement())];
        }

        tokens.NeedsVersion3(tokens.Take(), "a block in braces");
        var block = ImmutableArray.CreateBuilder<Statement>();
        while (!tokens.Accept("}"))
        {
            block.Add(tokens.Current.Kind == TokenKind.End
                ? throw tokens.Errors.At(at, "the block of this condition has no closing '}'")
                : Inner(Statement()));
        }

        return block.ToImmutable();
    }

    private Statement Inner(Statement statement) =>
        statement is GateCall or BarrierStatement or MeasureStatement or ResetStatement or AssignStatement or IfStatement
        ? statement
        : throw tokens.Errors.At(statement.At, "declarations must stand outside of conditions");

    private GateDefinition Gate()
    {
        var opaque = tokens.Is("opaque");
        if (opaque && tokens.Version == 3)
        {
            throw tokens.Errors.At(tokens.Current, "'opaque' belongs to OpenQASM 2.0, but " + tokens.VersionSource);
        }

        tokens.Record();
        var at = tokens.Take();
        var name = tokens.ExpectName("the name of the gate");
        var parameters = tokens.Accept("(") ? Names(")", "a parameter") : [];
        var qubits = Names(opaque ? ";" : "{", "a qubit of the gate");
        if (qubits.IsEmpty)
        {
            throw tokens.Errors.At(name, $"the gate '{name.Text}' has no qubits");
        }

        var body = ImmutableArray.CreateBuilder<Statement>();
        while (!opaque && !tokens.Accept("}"))
        {
            if (tokens.Current.Kind == TokenKind.End)
            {
                throw tokens.Errors.At(at, $"the body of gate '{name.Text}' has no closing '}}'");
            }

            var statement = Statement();
            body.Add(statement is GateCall or BarrierStatement
                ? statement
                : throw tokens.Errors.At(statement.At, $"the body of gate '{name.Text}' can hold only gates and barriers"));
        }

        var source = tokens.Recorded();
        return new(at, name, parameters, qubits, body.ToImmutable(), opaque, source);
    }

    private ImmutableArray<Token> Names(string closing, string what)
    {
        var names = ImmutableArray.CreateBuilder<Token>();
        while (!tokens.Accept(closing))
        {
            if (names.Count > 0)
            {
                tokens.Expect(",", $"or '{closing}'");
            }

            names.Add(tokens.ExpectName(what));
            if (names.Take(names.Count - 1).Any(earlier => earlier.Text == names[^1].Text))
            {
                throw tokens.Errors.At(names[^1], $"the name {names[^1]} is given twice");
            }
        }

        return names.ToImmutable();
    }

    /// <summary>A gate with its modifiers; or, where '=' follows a name and an index, an assignment.</summary>
    private Statement Call()
    {
        var at = tokens.Current;
        var modifiers = Modifiers();
        var name = tokens.ExpectName("a gate");
        if (modifiers.IsEmpty && (tokens.Is("=") || tokens.Is("[")))
        {
            return Assignment(name);
        }

        var arguments = tokens.Accept("(") ? expressions.List(")") : [];
        var operands = name.Text == "gphase" && tokens.Is(";") ? [] : expressions.Operands();
        return Ended(new GateCall(at, modifiers, name, arguments, operands));
    }

    private ImmutableArray<Modifier> Modifiers()
    {
        var modifiers = ImmutableArray.CreateBuilder<Modifier>();
        while (tokens.Version != 2 && tokens.Current.Text is "ctrl" or "negctrl" or "inv" or "pow")
        {
            var name = tokens.Take();
            var argument = default(Expression);
            if (tokens.Accept("("))
            {
                argument = expressions.Parse();
                tokens.Expect(")", "after the modifier's number");
            }

            if (name.Text == "pow" && argument is null)
            {
                throw tokens.Errors.At(name, "'pow' needs its exponent, as in pow(2) @");
            }

            if (name.Text == "inv" && argument is not null)
            {
                throw tokens.Errors.At(name, "'inv' takes no number");
            }

            tokens.Expect("@", $"after {name.Text}");
            modifiers.Add(new(name, argument));
            if (modifiers.Count > TokenStream.MaximalDepth)
            {
                throw tokens.Errors.At(name, $"more than {TokenStream.MaximalDepth} modifiers stand before one gate");
            }
        }

        return modifiers.ToImmutable();
    }

    private Statement Assignment(Token name)
    {
        var target = new Operand(name, tokens.Is("[") ? expressions.Selector() : null);
        tokens.NeedsVersion3(tokens.Expect("=", $"or a gate's operands after '{name.Text}'"), "an assignment");
        return tokens.Accept("measure")
            ? Ended(new MeasureStatement(name, expressions.Operand(), target))
            : Ended(new AssignStatement(name, target, expressions.Parse()));
    }
}
