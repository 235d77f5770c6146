using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>
/// A circuit with measurements, resets and classical conditions: what an OpenQASM file describes. Qubits and classical bits are numbered through all
/// registers in order of declaration; qubits start in |0&gt;, bits at 0. Immutable. A program without measurements in the middle is a
/// <see cref="Circuit"/>.
/// </summary>
public sealed partial class QuantumProgram
{
    private readonly Lazy<TerminalMeasurements> terminal;

    internal QuantumProgram(
        ImmutableArray<Register> quantumRegisters,
        ImmutableArray<Register> classicalRegisters,
        ImmutableArray<string> inputNames,
        ImmutableArray<string> weightNames,
        ImmutableArray<Operation> operations)
    {
        QuantumRegisters = quantumRegisters;
        ClassicalRegisters = classicalRegisters;
        InputNames = inputNames;
        WeightNames = weightNames;
        Operations = operations;
        Qubits = quantumRegisters.Sum(register => register.Size);
        Bits = classicalRegisters.Sum(register => register.Size);
        terminal = new(() => new TerminalMeasurements(this));
    }

    /// <summary>Number of qubits in all registers.</summary>
    public int Qubits { get; }

    /// <summary>Number of classical bits in all registers.</summary>
    public int Bits { get; }

    /// <summary>The quantum registers in order of declaration.</summary>
    public ImmutableArray<Register> QuantumRegisters { get; }

    /// <summary>The classical registers in order of declaration.</summary>
    public ImmutableArray<Register> ClassicalRegisters { get; }

    /// <summary>The names of the inputs x_0, x_1, ..., as the source has them.</summary>
    public ImmutableArray<string> InputNames { get; }

    /// <summary>The names of the weights w_0, w_1, ..., as the source has them.</summary>
    public ImmutableArray<string> WeightNames { get; }

    /// <summary>What is done, in order.</summary>
    public ImmutableArray<Operation> Operations { get; }

    /// <summary>
    /// Whether <see cref="ToCircuit"/> is possible: no conditions, no resets but of fresh qubits, and nothing done to a qubit after its measurement.
    /// </summary>
    public bool IsUnitary => Obstacle is null;

    /// <summary>
    /// The first operation that keeps the program from being a circuit, in words, as in <c>q[0] is measured before the end</c>; null where
    /// <see cref="IsUnitary"/>.
    /// </summary>
    public string? Obstacle => terminal.Value.Obstacle;

    /// <summary>
    /// The measurements after which nothing happens to the qubit, and whose bits no condition reads: they can wait until the end and be sampled
    /// together.
    /// </summary>
    internal TerminalMeasurements Terminal => terminal.Value;

    /// <summary>Whether anything is measured, be it under a condition.</summary>
    public bool Measures => Measure(Operations);

    /// <summary>A circuit as a program on a register q, without measurements.</summary>
    public static QuantumProgram Of(Circuit circuit) => new(
        [new("q", 0, circuit.Qubits)],
        [],
        [.. Enumerable.Range(0, circuit.Inputs).Select(i => $"x{i}")],
        [.. Enumerable.Range(0, circuit.Weights).Select(j => $"w{j}")],
        [.. circuit.Gates.Select(gate => new GateOperation(gate))]);

    /// <summary>The program with all qubits measured at its end, qubit q into bit q of a further register.</summary>
    public QuantumProgram MeasuringAll() => new(
        QuantumRegisters,
        ClassicalRegisters.Add(new("measured", Bits, Qubits)),
        InputNames,
        WeightNames,
        [.. Operations, .. Enumerable.Range(0, Qubits).Select(qubit => new MeasureOperation(qubit, Bits + qubit))]);

    /// <summary>
    /// The program's gates as a circuit, measurements at the end and barriers left out. Throws <see cref="ArgumentException"/> naming the first
    /// operation that is not unitary where <see cref="IsUnitary"/> is false.
    /// </summary>
    public Circuit ToCircuit() => Obstacle is { } obstacle
        ? throw new ArgumentException($"ToCircuit: {obstacle}, so the program is no unitary circuit; run it as a program.")
        : Circuit.Of(Qubits, InputNames.Length, WeightNames.Length, Operations.OfType<GateOperation>().Select(operation => operation.Gate));

    /// <summary>The name of a qubit in its register, as in <c>q[2]</c>.</summary>
    public string QubitName(int qubit) => NameIn(QuantumRegisters, qubit);

    /// <summary>The name of a classical bit in its register, as in <c>c[0]</c>.</summary>
    public string BitName(int bit) => NameIn(ClassicalRegisters, bit);

    private static string NameIn(ImmutableArray<Register> registers, int number)
    {
        var register = registers.Last(register => register.Start <= number && register.Size > 0);
        return $"{register.Name}[{number - register.Start}]";
    }

    private static bool Measure(ImmutableArray<Operation> operations) => operations.Any(operation => operation is MeasureOperation
        || (operation is ConditionalOperation conditional && (Measure(conditional.Then) || Measure(conditional.Else))));
}
