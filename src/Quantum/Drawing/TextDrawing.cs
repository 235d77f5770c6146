using System.Collections.Immutable;
using System.Text;

namespace QXai.Quantum.Drawing;

/// <summary>
/// A circuit as text: one line per qubit, a line between two qubits for connections; time runs to the right. Controls are ● (on 1) and ○ (on 0), a
/// controlled X is ⊕, SWAP is × on both wires. Circuits wider than the page continue below.
/// </summary>
internal static class TextDrawing
{
    public static string Draw(Layout layout, int width)
    {
        var labels = Enumerable.Range(0, layout.Qubits).Select(qubit => $"q{qubit}: ").ToArray();
        var margin = labels.Max(label => label.Length);
        var text = new StringBuilder();
        var first = 0;
        do
        {
            var last = PageEnd(layout, first, width - margin);
            text.Append(first > 0 ? "\n" : "");
            AppendPage(text, layout, layout.Columns.AsSpan()[first..last], labels, margin);
            first = last;
        }
        while (first < layout.Columns.Length);

        foreach (var phase in layout.GlobalPhases)
        {
            text.Append("global phase: ").Append(phase).Append('\n');
        }

        return text.ToString();
    }

    private static int PageEnd(Layout layout, int first, int width)
    {
        var (end, used) = (first, 1);
        while (end < layout.Columns.Length && (end == first || used + WidthOf(layout.Columns[end]) <= width))
        {
            used += WidthOf(layout.Columns[end++]);
        }

        return end;
    }

    private static int WidthOf(ImmutableArray<ImmutableArray<Mark>> column) =>
        column.SelectMany(gate => gate).Max(mark => TextOf(mark).Length) + 2;

    private static string TextOf(Mark mark) => mark.Kind switch
    {
        MarkKind.On => "●" + mark.Label,
        MarkKind.Off => "○" + mark.Label,
        MarkKind.Not => "⊕" + mark.Label,
        MarkKind.Cross => "×" + mark.Label,
        MarkKind.Barrier => "░",
        MarkKind.Meter => mark.Label is "" or [' ', ..] ? "M" + mark.Label : "M→" + mark.Label,
        MarkKind.Channel => $"{{{mark.Label}}}",
        _ => mark.Label,
    };

    private static void AppendPage(
        StringBuilder text, Layout layout, ReadOnlySpan<ImmutableArray<ImmutableArray<Mark>>> columns, string[] labels, int margin)
    {
        for (var qubit = 0; qubit < layout.Qubits; qubit++)
        {
            text.Append(labels[qubit].PadLeft(margin)).Append('─');
            var below = new StringBuilder(new string(' ', margin + 1));
            foreach (var column in columns)
            {
                var width = WidthOf(column);
                var gate = column.FirstOrDefault(marks => marks[0].Qubit <= qubit && qubit <= marks[^1].Qubit, []);
                text.Append(Wire(gate, qubit, width));
                var connected = !gate.IsEmpty && qubit < gate[^1].Qubit;
                below.Append((!connected ? "" : gate[0].Kind == MarkKind.Barrier ? " ░" : " │").PadRight(width));
            }

            text.Append('\n');
            if (qubit < layout.Qubits - 1)
            {
                text.Append(below.ToString().TrimEnd()).Append('\n');
            }
        }
    }

    /// <summary>A wire's piece in one column: its mark, a crossing, or nothing but wire.</summary>
    private static string Wire(ImmutableArray<Mark> gate, int qubit, int width)
    {
        var mark = gate.FirstOrDefault(mark => mark.Qubit == qubit, new(-1, default, ""));
        var symbol = mark.Qubit == qubit ? TextOf(mark) : gate.IsEmpty ? "" : "┼";
        return ("─" + symbol).PadRight(width, '─');
    }
}
