using System.Collections.Immutable;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Drawing;

/// <summary>
/// Where everything stands in a drawing: gates are pushed to the left into columns; a gate takes all wires from its first to its last qubit, so that no
/// two gates of a column touch. Text and SVG are drawn from the same layout.
/// </summary>
internal sealed class Layout
{
    public Layout(Circuit circuit)
    {
        Qubits = circuit.Qubits;
        var free = new int[circuit.Qubits];
        var columns = new List<List<ImmutableArray<Mark>>>();
        var phases = new List<string>();
        foreach (var gate in circuit.Gates)
        {
            var marks = MarksOf(gate);
            if (marks.IsEmpty)
            {
                phases.Add(gate.Angles[0].ToString());
                continue;
            }

            var span = free.AsSpan(marks[0].Qubit, marks[^1].Qubit - marks[0].Qubit + 1);
            var column = span.ToArray().Max();
            span.Fill(column + 1);
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

    private static ImmutableArray<Mark> MarksOf(AppliedGate gate)
    {
        var core = gate.Gate.Core;
        var angles = gate.Angles.Length > 0 ? $"({string.Join(", ", gate.Angles)})" : "";
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

    /// <summary>Which of a gate's qubits this is, where that cannot be seen otherwise: the letter of a Pauli word, the number in a matrix.</summary>
    private static string Position(Gate core, int i) => core switch
    {
        { Targets: 1 } => "",
        { Generator.Word: { } word } when word.Distinct().Count() > 1 => ":" + word[i],
        UnitaryGate => ":" + i,
        _ => "",
    };
}
