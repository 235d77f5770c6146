using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// Computes the expressions of angles, sizes and indices. Names are looked up by the caller; what cannot be computed is refused at its place in the
/// source.
/// </summary>
internal sealed class Evaluator(SourceErrors errors)
{
    /// <summary>The value of an expression.</summary>
    public SymbolicValue Evaluate(Expression expression, Func<string, SymbolicValue?> lookUp)
    {
        var value = expression switch
        {
            NumberExpression number => SymbolicValue.Number(number.Value),
            NameExpression name => ConstantNamed(name.At.Text) ?? lookUp(name.At.Text)
                ?? throw errors.At(name.At, $"the name {name.At} is not declared as a number"),
            UnaryExpression { At.Text: "-" } unary => -1 * Evaluate(unary.Operand, lookUp),
            BinaryExpression binary => Combine(binary.At, Evaluate(binary.Left, lookUp), Evaluate(binary.Right, lookUp)),
            CallExpression call => Call(call, [.. call.Arguments.Select(argument => Evaluate(argument, lookUp))]),
            _ => throw errors.At(expression.At, $"{expression.At} does not make a number"),
        };
        return double.IsFinite(value.Constant) && value.Terms.All(term => double.IsFinite(term.Scale))
            ? value
            : throw errors.At(expression.At, $"the result of {expression.At} is no finite number");
    }

    /// <summary>The value of an expression without inputs.</summary>
    public double Constant(Expression expression, Func<string, SymbolicValue?> lookUp)
    {
        var value = Evaluate(expression, lookUp);
        return value.IsConstant ? value.Constant : throw errors.At(expression.At, "a constant is needed here, but this depends on an input");
    }

    /// <summary>The value of an expression that must be an integer between two bounds.</summary>
    public int Integer(Expression expression, Func<string, SymbolicValue?> lookUp, int low, int high, string what)
    {
        var value = Constant(expression, lookUp);
        return value == Math.Floor(value) && value >= low && value <= high
            ? (int)value
            : throw errors.At(expression.At, FormattableString.Invariant($"{what} is {value}, but an integer from {low} to {high} is needed"));
    }

    /// <summary>Refuses names and functions that do not exist, without computing anything.</summary>
    public void CheckNames(Expression expression, Func<string, bool> isKnown)
    {
        switch (expression)
        {
            case NameExpression name when ConstantNamed(name.At.Text) is null && !isKnown(name.At.Text):
                throw errors.At(name.At, $"the name {name.At} is not declared as a number");
            case UnaryExpression unary:
                CheckNames(unary.Operand, isKnown);
                break;
            case BinaryExpression binary:
                CheckNames(binary.Left, isKnown);
                CheckNames(binary.Right, isKnown);
                break;
            case CallExpression call:
                CheckFunction(call);
                foreach (var argument in call.Arguments)
                {
                    CheckNames(argument, isKnown);
                }

                break;
        }
    }

    private static SymbolicValue? ConstantNamed(string name) => name switch
    {
        "pi" or "π" => SymbolicValue.Number(Math.PI),
        "tau" or "τ" => SymbolicValue.Number(Math.Tau),
        "euler" or "ℇ" => SymbolicValue.Number(Math.E),
        _ => null,
    };

    private static Func<double, double>? FunctionNamed(string name) => name switch
    {
        "sin" => Math.Sin,
        "cos" => Math.Cos,
        "tan" => Math.Tan,
        "exp" => Math.Exp,
        "ln" or "log" => Math.Log,
        "sqrt" => Math.Sqrt,
        "arcsin" or "asin" => Math.Asin,
        "arccos" or "acos" => Math.Acos,
        "arctan" or "atan" => Math.Atan,
        "floor" => Math.Floor,
        "ceiling" => Math.Ceiling,
        _ => null,
    };

    private void CheckFunction(CallExpression call)
    {
        var arity = call.At.Text is "pow" or "mod" ? 2 : 1;
        if (arity == 1 && FunctionNamed(call.At.Text) is null)
        {
            throw errors.At(call.At, $"there is no function {call.At}");
        }

        if (call.Arguments.Length != arity)
        {
            throw errors.At(call.At, $"the function {call.At} was given {call.Arguments.Length} arguments, but takes {arity}");
        }
    }

    private SymbolicValue Call(CallExpression call, SymbolicValue[] arguments)
    {
        CheckFunction(call);
        if (arguments.Length == 2)
        {
            return call.At.Text == "pow" ? Power(call.At, arguments[0], arguments[1]) : Remainder(call.At, arguments[0], arguments[1]);
        }

        return arguments[0].IsConstant ? SymbolicValue.Number(FunctionNamed(call.At.Text)!(arguments[0].Constant))
            : call.At.Text is "arctan" or "atan" && SymbolicValue.Atan(arguments[0]) is { } atan ? atan
            : throw NotAffine(call.At);
    }

    private SymbolicValue Combine(Token at, SymbolicValue left, SymbolicValue right) => at.Text switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => SymbolicValue.Product(left, right) ?? throw NotAffine(at),
        "/" => right is { IsConstant: true, Constant: 0 } ? throw errors.At(at, "division by zero")
            : right.IsConstant ? left / right.Constant
            : throw NotAffine(at),
        "**" or "^" => Power(at, left, right),
        "%" => Remainder(at, left, right),
        _ => throw errors.At(at, $"the operator {at} does not make a number"),
    };

    private SymbolicValue Power(Token at, SymbolicValue left, SymbolicValue right) =>
        left.IsConstant && right.IsConstant ? SymbolicValue.Number(Math.Pow(left.Constant, right.Constant))
        : right is { IsConstant: true, Constant: 2 } && SymbolicValue.Product(left, left) is { } square ? square
        : right is { IsConstant: true, Constant: 1 } ? left
        : throw NotAffine(at);

    private SymbolicValue Remainder(Token at, SymbolicValue left, SymbolicValue right) =>
        !left.IsConstant || !right.IsConstant ? throw NotAffine(at)
        : right.Constant == 0 ? throw errors.At(at, "division by zero")
        : SymbolicValue.Number(left.Constant - right.Constant * Math.Floor(left.Constant / right.Constant));

    private Exception NotAffine(Token at) =>
        errors.At(at, $"{at} makes an angle of inputs that is no sum of multiples of x, arctan(x) and arctan(x*x), which is what a circuit can hold");
}
