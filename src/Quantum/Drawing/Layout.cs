using System.Collections.Immutable;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;
using QXai.Quantum.Programs;

namespace QXai.Quantum.Drawing;

/// <summary>
/// Where everything stands in a drawing: gates are pushed to the left into columns; a gate takes all wires from its first to its last qubit, so that
/// no two gates of a column touch. Text and SVG are drawn from the same layout.
/// </summary>
internal sealed class Layout
{
    public Layout(Circuit circuit)
        : this(circuit.Qubits, 0,
            circuit.Gates.Select(ItemOf))
    {
    }

    public Layout(NoisyCircuit noisy)
        : this(noisy.Circuit.Qubits, 0, Enumerable.Range(0, noisy.Circuit.Count + 1).SelectMany(position =>
            noisy.Channels.Where(channel => channel.Position == position).Select(ItemOf)
                .Concat(noisy.Circuit.Gates.Skip(position).Take(1).Select(ItemOf))))
    {
    }

    public Layout(QuantumProgram program)
        : this(program.Qubits, program.Bits, program.Operations.SelectMany(operation => ProgramMarks.Of(program, operation)))
    {
    }

    private Layout(int qubits, int bits, IEnumerable<Item> items)
    {
        Qubits = qubits;
        var (free, freeBits) = (new int[qubits], new int[bits]);
        var columns = new List<List<ImmutableArray<Mark>>>();
        var phases = new List<string>();
        foreach (var (marks, phase, touched) in items)
        {
            if (marks.IsEmpty)
            {
                phases.Add(phase);
                continue;
            }

            var span = free.AsSpan(marks[0].Qubit, marks[^1].Qubit - marks[0].Qubit + 1);
            var column = touched.Aggregate(span.ToArray().Max(), (least, bit) => Math.Max(least, freeBits[bit]));
            span.Fill(column + 1);
            foreach (var bit in touched)
            {
                freeBits[bit] = column + 1;
            }

            while (columns.Count <= column)
            {
                columns.Add([]);
            }

            columns[column].Add(marks);
        }

        Columns = [.. columns.Select(column => column.ToImmutableArray())];
        GlobalPhases = [.. phases];
    }

    /// <summary>Number of wires.</summary>
    public int Qubits { get; }

    /// <summary>Per column its gates, each as marks from the first wire to the last.</summary>
    public ImmutableArray<ImmutableArray<ImmutableArray<Mark>>> Columns { get; }

    /// <summary>The angles of global phases, which are on no wire.</summary>
    public ImmutableArray<string> GlobalPhases { get; }

    /// <summary>The marks of a gate, from the first wire to the last; none for a global phase.</summary>
    public static ImmutableArray<Mark> MarksOf(AppliedGate gate)
    {
        var core = gate.Gate.Core;
        var angles = gate.Angles.Length > 0 ? $"({string.Join(", ", gate.Angles.Select(AngleLabel.Of))})" : "";
        var marks = gate.Controls.Select(control => new Mark(control.Qubit, control.On ? MarkKind.On : MarkKind.Off, "")).ToList();
        for (var i = 0; i < gate.Targets.Length; i++)
        {
            marks.Add(core == GateCatalogue.X && !gate.Controls.IsEmpty ? new(gate.Targets[i], MarkKind.Not, "")
                : core == GateCatalogue.Swap ? new(gate.Targets[i], MarkKind.Cross, "")
                : new(gate.Targets[i], MarkKind.Box, core.Symbol + (i == 0 ? angles : "") + Position(core, i)));
        }

        if (gate.Targets.IsEmpty && marks.Count > 0)
        {
            marks[0] = marks[0] with { Label = core.Symbol + angles };
        }

        return [.. marks.OrderBy(mark => mark.Qubit)];
    }

    private static Item ItemOf(AppliedGate gate) => new(MarksOf(gate), gate.Gate == GateCatalogue.GPhase ? AngleLabel.Of(gate.Angles[0]) : "", []);

    private static Item ItemOf(AppliedChannel channel) => new(
        [.. channel.Qubits.Order().Select(qubit => new Mark(qubit, MarkKind.Channel, qubit == channel.Qubits[0] ? channel.Channel.ToString() : ""))], "", []);

    /// <summary>Which of a gate's qubits this is, where that cannot be seen otherwise: the letter of a Pauli word, the number in a matrix.</summary>
    private static string Position(Gate core, int i) => core switch
    {
        { Targets: 1 } => "",
        { Generator.Word: { } word } when word.Distinct().Count() > 1 => ":" + word[i],
        UnitaryGate or HermitianEvolution => ":" + i,
        _ => "",
    };

    /// <summary>
    /// What is drawn in one column: marks on wires, or the words of a global phase where there are none; and the classical bits that it reads or
    /// writes.
    /// </summary>
    internal readonly record struct Item(ImmutableArray<Mark> Marks, string Phase, ImmutableArray<int> Bits);
}
