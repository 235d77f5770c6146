using QXai.Quantum.Drawing;

namespace QXai.Quantum.Programs;

public sealed partial class QuantumProgram
{
    /// <summary>
    /// The program as a text diagram, see <see cref="Circuit.Draw"/>: M→ measures into a bit, |0⟩ resets, ░ is a barrier, and conditions stand behind
    /// what they govern.
    /// </summary>
    public string Draw(int width = 150) => TextDrawing.Draw(new(this), width);

    /// <summary>The same diagram as a stand-alone SVG image.</summary>
    public string DrawSvg() => SvgDrawing.Draw(new Layout(this));
}
