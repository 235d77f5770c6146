using System.Security;
using System.Text;

namespace QXai.Quantum.Drawing;

/// <summary>A circuit as a stand-alone SVG image: wires, boxes, dots, circled plus and crosses; black on white, sizes in pixels, large enough to be
/// projected.</summary>
internal sealed class SvgDrawing
{
    private const int RowHeight = 52, BoxHeight = 36, LetterWidth = 10, Gap = 16, Margin = 14, PhaseHeight = 26, MeterWidth = 36;

    private readonly StringBuilder text = new();

    public static string Draw(Layout layout) => new SvgDrawing().Render(layout);

    private static int YOf(int qubit) => Margin + RowHeight / 2 + qubit * RowHeight;

    private static int WidthOf(Mark mark) => mark.Kind switch
    {
        MarkKind.Meter => MeterWidth + (mark.Label.Length > 0 ? (mark.Label.Length + 1) * LetterWidth : 0),
        MarkKind.Box or MarkKind.Channel => Math.Max(BoxHeight, mark.Label.Length * LetterWidth + 12),
        _ => mark.Label.Length == 0 ? 28 : 28 + 2 * mark.Label.Length * LetterWidth,
    };

    private string Render(Layout layout)
    {
        var left = Margin + LetterWidth * $"q{layout.Qubits - 1}".Length + 10;
        var widths = layout.Columns.Select(column => column.SelectMany(gate => gate).Max(WidthOf) + Gap).ToArray();
        var width = left + widths.Sum() + Gap + Margin;
        var height = 2 * Margin + RowHeight * layout.Qubits + PhaseHeight * layout.GlobalPhases.Length;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"");
        Add($"viewBox=\"0 0 {width} {height}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"16\" stroke-width=\"1.5\">");
        Add($"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");
        for (var qubit = 0; qubit < layout.Qubits; qubit++)
        {
            Label(Margin, YOf(qubit) + 6, $"q{qubit}", "start");
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
                Box(x, y, WidthOf(mark), "fill=\"white\" stroke=\"black\"");
                Label(x, y + 6, mark.Label, "middle");
                break;
            case MarkKind.Channel:
                Box(x, y, WidthOf(mark), "fill=\"whitesmoke\" stroke=\"black\" stroke-dasharray=\"5 3\"");
                Label(x, y + 6, mark.Label, "middle");
                break;
            case MarkKind.Meter:
                Meter(x - (WidthOf(mark) - MeterWidth) / 2, y, mark.Label);
                break;
            case MarkKind.Not:
                Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"12\" fill=\"white\" stroke=\"black\"/>");
                Line(x - 12, y, x + 12, y);
                Line(x, y - 12, x, y + 12);
                Label(x + 15, y - 7, mark.Label, "start");
                break;
            case MarkKind.Cross:
                Line(x - 7, y - 7, x + 7, y + 7);
                Line(x - 7, y + 7, x + 7, y - 7);
                Label(x + 10, y - 8, mark.Label, "start");
                break;
            case MarkKind.Barrier:
                Add($"<rect x=\"{x - 4}\" y=\"{y - RowHeight / 2}\" width=\"8\" height=\"{RowHeight}\" fill=\"silver\" fill-opacity=\"0.7\"/>");
                break;
            default:
                Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"{(mark.Kind == MarkKind.On ? "black" : "white")}\" stroke=\"black\"/>");
                Label(x + 10, y - 7, mark.Label, "start");
                break;
        }
    }

    /// <summary>A dial with its needle, and the name of the bit that it writes behind it.</summary>
    private void Meter(int x, int y, string bit)
    {
        Add($"<rect x=\"{x - MeterWidth / 2}\" y=\"{y - BoxHeight / 2}\" width=\"{MeterWidth}\" height=\"{BoxHeight}\" fill=\"white\" stroke=\"black\"/>");
        Add($"<path d=\"M {x - 11} {y + 8} A 11 11 0 0 1 {x + 11} {y + 8}\" fill=\"none\" stroke=\"black\"/>");
        Line(x, y + 8, x + 9, y - 10);
        Label(x + MeterWidth / 2 + 5, y - 7, bit.Trim(), "start");
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

    private void Box(int x, int y, int width, string look) =>
        Add($"<rect x=\"{x - width / 2}\" y=\"{y - BoxHeight / 2}\" width=\"{width}\" height=\"{BoxHeight}\" {look}/>");

    private void Add(FormattableString element) => text.Append(FormattableString.Invariant(element)).Append('\n');
}
