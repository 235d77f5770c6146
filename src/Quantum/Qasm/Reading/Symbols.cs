using System.Collections.Immutable;
using QXai.Quantum.Programs;
using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// The declared registers, aliases, constants and inputs of a program, in one name space; gates have their own. Finds the qubits or bits that an
/// operand means.
/// </summary>
internal sealed class Symbols(SourceErrors errors, Evaluator evaluator)
{
    /// <summary>The most qubits of a <see cref="Circuit"/>.</summary>
    public const int MaximalQubits = 63;

    /// <summary>The most classical bits of a program.</summary>
    public const int MaximalBits = 4096;

    private readonly Dictionary<string, (Token At, object Meaning)> names = [];

    public List<Register> QuantumRegisters { get; } = [];

    public List<Register> ClassicalRegisters { get; } = [];

    public List<string> InputNames { get; } = [];

    public List<string> WeightNames { get; } = [];

    public int Qubits { get; private set; }

    public int Bits { get; private set; }

    public void DeclareQubits(Token name, Expression? size)
    {
        var count = Size(size, MaximalQubits, name);
        if (Qubits + count > MaximalQubits)
        {
            throw errors.At(name, $"the register '{name.Text}' makes {Qubits + count} qubits in all, but {MaximalQubits} are the most");
        }

        Declare(name, new Qubits([.. Enumerable.Range(Qubits, count)], IsRegister: size is not null));
        QuantumRegisters.Add(new(name.Text, Qubits, count));
        Qubits += count;
    }

    public void DeclareBits(Token name, Expression? size)
    {
        var count = Size(size, MaximalBits, name);
        if (Bits + count > MaximalBits)
        {
            throw errors.At(name, $"the register '{name.Text}' makes {Bits + count} classical bits in all, but {MaximalBits} are the most");
        }

        Declare(name, new Bits([.. Enumerable.Range(Bits, count)], IsRegister: size is not null));
        ClassicalRegisters.Add(new(name.Text, Bits, count));
        Bits += count;
    }

    public void DeclareConstant(Token name, Expression value) => Declare(name, SymbolicValue.Number(evaluator.Constant(value, Constant)));

    public void DeclareInput(Token name, bool isWeight)
    {
        var list = isWeight ? WeightNames : InputNames;
        Declare(name, SymbolicValue.Parameter(isWeight ? AngleSource.Weight : AngleSource.Input, list.Count));
        list.Add(name.Text);
    }

    public void DeclareAlias(Token name, ImmutableArray<Operand> parts)
    {
        if (names.GetValueOrDefault(parts[0].Name.Text).Meaning is Bits)
        {
            Declare(name, new Bits([.. parts.SelectMany(part => BitsOf(part).Numbers)], IsRegister: true));
            return;
        }

        var qubits = parts.SelectMany(part => QubitsOf(part).Numbers).ToImmutableArray();
        if (qubits.Distinct().Count() != qubits.Length)
        {
            throw errors.At(name, $"the alias '{name.Text}' holds a qubit twice");
        }

        Declare(name, new Qubits(qubits, IsRegister: true));
    }

    /// <summary>The value of a constant or input; null where the name is none.</summary>
    public SymbolicValue? Value(string name) => names.GetValueOrDefault(name).Meaning as SymbolicValue;

    /// <summary>The value of a constant; null where the name is none.</summary>
    public SymbolicValue? Constant(string name) => Value(name) is { IsConstant: true } value ? value : null;

    public Qubits QubitsOf(Operand operand)
    {
        var qubits = Meaning(operand.Name, "quantum register") as Qubits
            ?? throw errors.At(operand.Name, $"{operand.Name} is no quantum register");
        return operand.Selector is null ? qubits : new(Select(operand.Name, operand.Selector, qubits.Numbers), !operand.Selector.IsSingle);
    }

    public Bits BitsOf(Operand operand)
    {
        var bits = Meaning(operand.Name, "classical register") as Bits
            ?? throw errors.At(operand.Name, $"{operand.Name} is no classical register");
        return operand.Selector is null ? bits : new(Select(operand.Name, operand.Selector, bits.Numbers), !operand.Selector.IsSingle);
    }

    /// <summary>A qubit as the source calls it: <c>q[2]</c>.</summary>
    public string QubitName(int qubit) => NameIn(QuantumRegisters, qubit);

    /// <summary>A classical bit as the source calls it.</summary>
    public string BitName(int bit) => NameIn(ClassicalRegisters, bit);

    private static string NameIn(List<Register> registers, int number)
    {
        var register = registers.FindLast(register => register.Start <= number)!;
        return $"{register.Name}[{number - register.Start}]";
    }

    private object Meaning(Token name, string what)
    {
        if (names.TryGetValue(name.Text, out var found))
        {
            return found.Meaning;
        }

        var declared = (what.StartsWith('q') ? QuantumRegisters : ClassicalRegisters).Select(register => register.Name).Take(9).ToArray();
        throw errors.At(name,
            $"there is no {what} {name}" + (declared.Length > 0 ? $"; declared are {string.Join(", ", declared)}" : "; none is declared"));
    }

    private void Declare(Token name, object meaning)
    {
        if (names.TryGetValue(name.Text, out var earlier))
        {
            throw errors.At(name, $"the name {name} is declared already, in line {earlier.At.Line}");
        }

        names.Add(name.Text, (name, meaning));
    }

    private int Size(Expression? size, int most, Token name) =>
        size is null ? 1 : evaluator.Integer(size, Constant, 1, most, $"the size of '{name.Text}'");

    private ImmutableArray<int> Select(Token name, Selector selector, ImmutableArray<int> register)
    {
        int Index(Expression expression)
        {
            var index = evaluator.Constant(expression, Constant);
            return index == Math.Floor(index) && index >= -register.Length && index < register.Length
                ? (int)index < 0 ? (int)index + register.Length : (int)index
                : throw errors.At(expression.At, FormattableString.Invariant(
                    $"'{name.Text}[{index}]' does not exist: '{name.Text}' has {register.Length} elements, numbered 0 to {register.Length - 1}"));
        }

        if (!selector.IsRange)
        {
            return [.. selector.Indices.Select(index => register[Index(index)])];
        }

        var (first, pace, last) = selector.Bounds;
        var step = pace is null ? 1 : evaluator.Integer(pace, Constant, -register.Length, register.Length, "the step");
        if (step == 0)
        {
            throw errors.At(pace!.At, "the step of a range must not be 0");
        }

        var start = first is not null ? Index(first) : step > 0 ? 0 : register.Length - 1;
        var stop = last is not null ? Index(last) : step > 0 ? register.Length - 1 : 0;
        var selected = ImmutableArray.CreateBuilder<int>();
        for (var i = start; step > 0 ? i <= stop : i >= stop; i += step)
        {
            selected.Add(register[i]);
        }

        return selected.Count > 0 ? selected.ToImmutable() : throw errors.At(selector.At, $"the range selects no element of '{name.Text}'");
    }
}

/// <summary>Qubits that an operand means; a register's are taken one by one (broadcast), a single one is used again and again.</summary>
internal sealed record Qubits(ImmutableArray<int> Numbers, bool IsRegister);

/// <summary>Classical bits that an operand means.</summary>
internal sealed record Bits(ImmutableArray<int> Numbers, bool IsRegister);
