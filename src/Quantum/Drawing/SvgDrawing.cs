using System.Security;
using System.Text;

namespace QXai.Quantum.Drawing;

/// <summary>A circuit as a stand-alone SVG image: wires, boxes, dots, circled plus and crosses; black on white, sizes in pixels.</summary>
internal sealed class SvgDrawing
{
    private const int RowHeight = 44, BoxHeight = 30, LetterWidth = 8, Gap = 14, Margin = 12, PhaseHeight = 22;

    private readonly StringBuilder text = new();

    public static string Draw(Layout layout) => new SvgDrawing().Render(layout);

    private static int YOf(int qubit) => Margin + RowHeight / 2 + qubit * RowHeight;

    private static int WidthOf(Mark mark) => mark.Label.Length == 0 ? 24 : Math.Max(BoxHeight, mark.Label.Length * LetterWidth + 10);

    private string Render(Layout layout)
    {
        var left = Margin + LetterWidth * $"q{layout.Qubits - 1}".Length + 10;
        var widths = layout.Columns.Select(column => column.SelectMany(gate => gate).Max(WidthOf) + Gap).ToArray();
        var width = left + widths.Sum() + Gap + Margin;
        var height = 2 * Margin + RowHeight * layout.Qubits + PhaseHeight * layout.GlobalPhases.Length;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"");
        Add($"viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" font-size=\"13\">");
        Add($"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");
        for (var qubit = 0; qubit < layout.Qubits; qubit++)
        {
            Label(Margin, YOf(qubit) + 4, $"q{qubit}", "start");
            Line(left, YOf(qubit), width - Margin, YOf(qubit));
        }

        var x = left + Gap;
        for (var column = 0; column < widths.Length; column++)
        {
            foreach (var gate in layout.Columns[column])
            {
                var centre = x + (widths[column] - Gap) / 2;
                Line(centre, YOf(gate[0].Qubit), centre, YOf(gate[^1].Qubit));
                foreach (var mark in gate)
                {
                    Draw(mark, centre);
                }
            }

            x += widths[column];
        }

        for (var i = 0; i < layout.GlobalPhases.Length; i++)
        {
            Label(Margin, 2 * Margin + RowHeight * layout.Qubits + PhaseHeight * i, "global phase: " + layout.GlobalPhases[i], "start");
        }

        return text.Append("</svg>\n").ToString();
    }

    private void Draw(Mark mark, int x)
    {
        var y = YOf(mark.Qubit);
        switch (mark.Kind)
        {
            case MarkKind.Box:
                var width = WidthOf(mark);
                Add($"<rect x=\"{x - width / 2}\" y=\"{y - BoxHeight / 2}\" width=\"{width}\" height=\"{BoxHeight}\" fill=\"white\" stroke=\"black\"/>");
                Label(x, y + 4, mark.Label, "middle");
                break;
            case MarkKind.Not:
                Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"10\" fill=\"white\" stroke=\"black\"/>");
                Line(x - 10, y, x + 10, y);
                Line(x, y - 10, x, y + 10);
                Label(x + 13, y - 6, mark.Label, "start");
                break;
            case MarkKind.Cross:
                Line(x - 6, y - 6, x + 6, y + 6);
                Line(x - 6, y + 6, x + 6, y - 6);
                Label(x + 9, y - 8, mark.Label, "start");
                break;
            case MarkKind.Barrier:
                Add($"<rect x=\"{x - 4}\" y=\"{y - RowHeight / 2}\" width=\"8\" height=\"{RowHeight}\" fill=\"silver\" fill-opacity=\"0.7\"/>");
                break;
            default:
                Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{(mark.Kind == MarkKind.On ? "black" : "white")}\" stroke=\"black\"/>");
                Label(x + 8, y - 6, mark.Label, "start");
                break;
        }
    }

    private void Line(int x1, int y1, int x2, int y2)
    {
        if (x1 != x2 || y1 != y2)
        {
            Add($"<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"black\"/>");
        }
    }

    private void Label(int x, int y, string label, string anchor)
    {
        if (label.Length > 0)
        {
            Add($"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(label)}</text>");
        }
    }

    private void Add(FormattableString element) => text.Append(FormattableString.Invariant(element)).Append('\n');
}
