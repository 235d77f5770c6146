using QXai.Quantum.Programs;
using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// Turns the expression in an if's parentheses into a condition on classical bits: bits, comparisons with constants, !, &amp;&amp; and ||.
/// </summary>
internal sealed class ConditionReader(SourceErrors errors, Evaluator evaluator, Symbols symbols)
{
    public Condition Read(Expression expression) => expression switch
    {
        UnaryExpression { At.Text: "!" } not => new NotCondition(Read(not.Operand)),
        BinaryExpression { At.Text: "&&" or "||" } both => new PairCondition(Read(both.Left), Read(both.Right), both.At.Text == "||"),
        BinaryExpression binary when ComparisonOf(binary.At.Text) is { } comparison => Compare(binary, comparison),
        NameExpression or IndexExpression => Bits(expression, Comparison.NotEqual, 0),
        _ => throw errors.At(expression.At, "a condition compares classical bits with a constant, as in c == 3 or !c[0]"),
    };

    private static Comparison? ComparisonOf(string symbol) => symbol switch
    {
        "==" => Comparison.Equal,
        "!=" => Comparison.NotEqual,
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        _ => null,
    };

    private static Comparison Mirror(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    private Condition Compare(BinaryExpression binary, Comparison comparison) =>
        binary.Right is NumberExpression or BitsExpression or UnaryExpression || IsConstant(binary.Right)
            ? Bits(binary.Left, comparison, Number(binary.Right))
            : Bits(binary.Right, Mirror(comparison), Number(binary.Left));

    private bool IsConstant(Expression expression) => expression is NameExpression name && symbols.Constant(name.At.Text) is not null;

    private RegisterCondition Bits(Expression expression, Comparison comparison, ulong number)
    {
        var operand = expression switch
        {
            NameExpression whole => new Operand(whole.At, null),
            IndexExpression index => new Operand(index.At, index.Selector),
            _ => throw errors.At(expression.At, "a condition compares classical bits with a constant, as in c == 3 or !c[0]"),
        };
        var bits = symbols.BitsOf(operand);
        if (bits.Numbers.Length > 64)
        {
            throw errors.At(expression.At, $"'{operand.Name.Text}' has {bits.Numbers.Length} bits, but 64 are the most that a condition compares");
        }

        var name = operand.Selector switch
        {
            null => operand.Name.Text,
            { IsSingle: true } => symbols.BitName(bits.Numbers[0]),
            _ => $"{{{string.Join(", ", bits.Numbers.Select(symbols.BitName))}}}",
        };
        return new(name, bits.Numbers, comparison, number);
    }

    private ulong Number(Expression expression)
    {
        switch (expression)
        {
            case NumberExpression { Whole: { } whole }:
                return whole;
            case BitsExpression { Digits.Length: <= 64 } bits:
                return Convert.ToUInt64(bits.Digits, 2);
            default:
                var value = evaluator.Constant(expression, symbols.Constant);
                return value >= 0 && value == Math.Floor(value) && value < 1UL << 53
                    ? (ulong)value
                    : throw errors.At(expression.At, "a register is compared with an integer that is not negative");
        }
    }
}
