using System.Collections.Immutable;
using QXai.Quantum.Programs;
using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// Gives statements their meaning: declares names, resolves operands, spreads gates over registers, and collects the program's operations.
/// </summary>
internal sealed class Elaborator
{
    private readonly SourceErrors errors;
    private readonly Parser parser;
    private readonly Evaluator evaluator;
    private readonly Symbols symbols;
    private readonly GateExpander expander;
    private readonly GateTable gates;
    private readonly ConditionReader conditions;

    private Elaborator(string source, SourceErrors errors)
    {
        this.errors = errors;
        parser = new(source, errors);
        evaluator = new(errors);
        symbols = new(errors, evaluator);
        expander = new(errors, evaluator, symbols.Constant);
        gates = new(errors, evaluator, expander, symbols.Constant, () => parser.Version);
        conditions = new(errors, evaluator, symbols);
    }

    /// <summary>Reads a whole source. <paramref name="file"/> is what refusals call it.</summary>
    public static QuantumProgram Read(string source, string file) => new Elaborator(source, new(file)).Read();

    private QuantumProgram Read()
    {
        var operations = new List<Operation>();
        while (parser.Next() is { } statement)
        {
            Elaborate(statement, operations);
        }

        if (symbols.Qubits == 0)
        {
            throw errors.At(1, 1, "the file declares no qubits");
        }

        return new(
            [.. symbols.QuantumRegisters],
            [.. symbols.ClassicalRegisters],
            [.. symbols.InputNames],
            [.. symbols.WeightNames],
            [.. operations]);
    }

    private void Elaborate(Statement statement, List<Operation> operations)
    {
        switch (statement)
        {
            case IncludeStatement include:
                gates.Include(include.File);
                break;
            case QubitDeclaration qubits:
                symbols.DeclareQubits(qubits.Name, qubits.Size);
                break;
            case BitDeclaration bits:
                symbols.DeclareBits(bits.Name, bits.Size);
                Initialise(bits, operations);
                break;
            case ConstantDeclaration constant:
                symbols.DeclareConstant(constant.Name, constant.Value);
                break;
            case InputDeclaration input:
                symbols.DeclareInput(input.Name, input.IsWeight);
                break;
            case AliasDeclaration alias:
                symbols.DeclareAlias(alias.Name, alias.Parts);
                break;
            case GateDefinition definition:
                gates.Define(definition);
                break;
            case GateCall call:
                Apply(call, operations);
                break;
            case BarrierStatement barrier:
                operations.Add(new BarrierOperation(barrier.Operands.IsEmpty
                    ? [.. Enumerable.Range(0, symbols.Qubits)]
                    : [.. barrier.Operands.SelectMany(operand => symbols.QubitsOf(operand).Numbers).Distinct()]));
                break;
            case MeasureStatement measure:
                Measure(measure.At, measure.Source, measure.Target, operations);
                break;
            case ResetStatement reset:
                operations.AddRange(symbols.QubitsOf(reset.Operand).Numbers.Select(qubit => new ResetOperation(qubit)));
                break;
            case AssignStatement assign:
                Assign(assign.Target, assign.Value, operations);
                break;
            case IfStatement condition:
                operations.Add(new ConditionalOperation(conditions.Read(condition.Condition), Branch(condition.Then), Branch(condition.Else)));
                break;
        }
    }

    private ImmutableArray<Operation> Branch(ImmutableArray<Statement> statements)
    {
        var operations = new List<Operation>();
        foreach (var statement in statements)
        {
            Elaborate(statement, operations);
        }

        return [.. operations];
    }

    private void Initialise(BitDeclaration declaration, List<Operation> operations)
    {
        var target = new Operand(declaration.Name, null);
        if (declaration.Measured is not null)
        {
            Measure(declaration.At, declaration.Measured, target, operations);
        }
        else if (declaration.Value is not null)
        {
            Assign(target, declaration.Value, operations);
        }
    }

    private void Measure(Token at, Operand source, Operand? target, List<Operation> operations)
    {
        var qubits = symbols.QubitsOf(source);
        var bits = target is null ? null : symbols.BitsOf(target);
        if (bits is not null && bits.Numbers.Length != qubits.Numbers.Length)
        {
            throw errors.At(at,
                $"{qubits.Numbers.Length} qubits are measured into {bits.Numbers.Length} classical bits, but the numbers must be equal");
        }

        operations.AddRange(qubits.Numbers.Select((qubit, i) => new MeasureOperation(qubit, bits?.Numbers[i])));
    }

    private void Assign(Operand target, Expression value, List<Operation> operations)
    {
        var bits = symbols.BitsOf(target).Numbers;
        var digits = value switch
        {
            BitsExpression { Digits: var text } => text,
            NumberExpression { Whole: { } whole } => Convert.ToString((long)whole, 2).PadLeft(bits.Length, '0'),
            _ => throw errors.At(value.At, "classical bits take a constant, as in c = \"01\", or a measurement"),
        };
        if (digits.Length != bits.Length)
        {
            throw errors.At(value.At, $"{digits.Length} digits are written into {bits.Length} classical bits, but the numbers must be equal");
        }

        operations.AddRange(bits.Select((bit, k) => new AssignOperation(bit, digits[digits.Length - 1 - k] == '1')));
    }

    private void Apply(GateCall call, List<Operation> operations)
    {
        var entry = gates.Resolve(call, call.Operands.Length);
        var arguments = call.Arguments.Select(argument => evaluator.Evaluate(argument, symbols.Value)).ToArray();
        var operands = call.Operands.Select(symbols.QubitsOf).ToArray();
        var sizes = operands.Where(operand => operand.IsRegister).Select(operand => operand.Numbers.Length).Distinct().ToArray();
        if (sizes.Length > 1)
        {
            throw errors.At(
                call.Name,
                $"'{call.Name.Text}' is applied to registers of {string.Join(" and ", sizes)} qubits, "
                    + "but registers in one gate must have equal sizes");
        }

        var applied = new List<AppliedGate>();
        var places = new int[operands.Length];
        for (var k = 0; k < (sizes.Length == 0 ? 1 : sizes[0]); k++)
        {
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = operands[i].Numbers[operands[i].IsRegister ? k : 0];
                CheckDistinct(call, places, i);
            }

            try
            {
                expander.Expand(call.Name, call.Modifiers.AsSpan(), entry, arguments, places, applied, phased: false);
            }
            catch (ArgumentException error)
            {
                throw errors.At(call.Name, error.Message.TrimEnd('.'));
            }
        }

        operations.AddRange(applied.Select(gate => new GateOperation(gate)));
    }

    private void CheckDistinct(GateCall call, int[] places, int i)
    {
        if (Array.IndexOf(places, places[i], 0, i) >= 0)
        {
            throw errors.At(call.Operands[i].Name,
                $"'{call.Name.Text}' is given the qubit {symbols.QubitName(places[i])} twice, but its qubits must be distinct");
        }
    }
}
