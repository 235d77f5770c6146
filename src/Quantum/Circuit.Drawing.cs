using QXai.Quantum.Drawing;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>
    /// The circuit as a text diagram: a line per qubit, time to the right, controls ● on 1 and ○ on 0, ⊕ for a controlled X, × for SWAP, angles as formulas
    /// of inputs x and weights w. Diagrams wider than <paramref name="width"/> characters continue below.
    /// </summary>
    public string Draw(int width = 150) => TextDrawing.Draw(new(this), width);

    /// <summary>The same diagram as a stand-alone SVG image.</summary>
    public string DrawSvg() => SvgDrawing.Draw(new Layout(this));

    /// <summary>The text diagram.</summary>
    public override string ToString() => Draw();
}
