using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>
/// Which measurements of a program can wait until its end: those at top level whose qubit is not touched afterwards and whose bit no condition reads
/// and nothing else writes afterwards. Also finds the first operation that keeps the program from being a unitary circuit.
/// </summary>
internal sealed class TerminalMeasurements
{
    private readonly bool[] isTerminal;

    public TerminalMeasurements(QuantumProgram program)
    {
        var operations = program.Operations;
        isTerminal = new bool[operations.Length];
        FreshResets = FindFreshResets(program);
        var touched = new bool[program.Qubits];
        var written = new bool[program.Bits];
        var read = new bool[program.Bits];
        foreach (var bit in operations.SelectMany(ReadBits))
        {
            read[bit] = true;
        }

        var terminal = ImmutableArray.CreateBuilder<MeasureOperation>();
        for (var i = operations.Length - 1; i >= 0; i--)
        {
            if (operations[i] is MeasureOperation measure && !touched[measure.Qubit] && !(measure.Bit is { } bit && read[bit]))
            {
                isTerminal[i] = true;
                if (measure.Bit is { } target && !written[target])
                {
                    terminal.Add(measure);
                }
            }

            Touch(operations[i], touched, written);
        }

        terminal.Reverse();
        Measurements = terminal.ToImmutable();
        Obstacle = operations.Select((operation, i) => ObstacleIn(program, operation, i)).FirstOrDefault(text => text is not null);
    }

    /// <summary>The terminal measurements whose results last, in order: qubit and bit.</summary>
    public ImmutableArray<MeasureOperation> Measurements { get; }

    /// <summary>The first operation that is not unitary, in words; null where there is none.</summary>
    public string? Obstacle { get; }

    /// <summary>The numbers of resets of qubits that nothing has touched yet: they do nothing.</summary>
    private HashSet<int> FreshResets { get; }

    /// <summary>
    /// Whether operation number <paramref name="i"/> can be skipped while running: a terminal measurement, or the reset of a fresh qubit.
    /// </summary>
    public bool CanWait(int i) => isTerminal[i] || FreshResets.Contains(i);

    private static HashSet<int> FindFreshResets(QuantumProgram program)
    {
        var (fresh, touched, written) = (new HashSet<int>(), new bool[program.Qubits], new bool[program.Bits]);
        for (var i = 0; i < program.Operations.Length; i++)
        {
            if (program.Operations[i] is ResetOperation reset && !touched[reset.Qubit])
            {
                fresh.Add(i);
                continue;
            }

            Touch(program.Operations[i], touched, written);
        }

        return fresh;
    }

    private static void Touch(Operation operation, bool[] qubits, bool[] bits)
    {
        switch (operation)
        {
            case GateOperation gate:
                foreach (var qubit in gate.Gate.Qubits)
                {
                    qubits[qubit] = true;
                }

                foreach (var control in gate.Gate.ExtraControls)
                {
                    qubits[control.Qubit] = true;
                }

                break;
            case MeasureOperation measure:
                qubits[measure.Qubit] = true;
                if (measure.Bit is { } bit)
                {
                    bits[bit] = true;
                }

                break;
            case ResetOperation reset:
                qubits[reset.Qubit] = true;
                break;
            case AssignOperation assign:
                bits[assign.Bit] = true;
                break;
            case ConditionalOperation conditional:
                foreach (var inner in conditional.Then.AddRange(conditional.Else))
                {
                    Touch(inner, qubits, bits);
                }

                break;
        }
    }

    private static IEnumerable<int> ReadBits(Operation operation) => operation is ConditionalOperation conditional
        ? conditional.Condition.Bits.Concat(conditional.Then.AddRange(conditional.Else).SelectMany(ReadBits))
        : [];

    private string? ObstacleIn(QuantumProgram program, Operation operation, int i) => operation switch
    {
        MeasureOperation measure when !isTerminal[i] => $"{program.QubitName(measure.Qubit)} is measured before the end",
        ResetOperation reset when !FreshResets.Contains(i) => $"{program.QubitName(reset.Qubit)} is reset after it was used",
        ConditionalOperation conditional => $"operations depend on classical bits ({conditional.Condition})",
        _ => null,
    };
}
