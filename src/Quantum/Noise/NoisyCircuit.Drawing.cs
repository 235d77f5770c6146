using QXai.Quantum.Drawing;

namespace QXai.Quantum.Noise;

public sealed partial class NoisyCircuit
{
    /// <summary>The circuit as a text diagram, see <see cref="Circuit.Draw"/>, with the channels in braces among its gates. Readout errors are not
    /// shown.</summary>
    public string Draw(int width = 150) => TextDrawing.Draw(new(this), width);

    /// <summary>The same diagram as a stand-alone SVG image; channels have dashed frames.</summary>
    public string DrawSvg() => SvgDrawing.Draw(new Layout(this));
}
