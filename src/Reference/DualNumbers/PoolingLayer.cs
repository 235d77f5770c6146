using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// Pooling over windows of Size x Size: y[c, i, j] = the maximum, or the mean, of x[c, i stride + s - padding, j stride + t - padding] over s, t in
/// [0, Size). Rows and columns that fill no whole window are left out. Of equal maxima the first in reading order counts, and padding never wins; in
/// a mean, padding counts as zero.
/// </summary>
public sealed record PoolingLayer(string Name, int Size, int Stride, int Padding = 0, bool Mean = false) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x)
    {
        var (channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var y = new DualTensor(new Shape(channels, (height + 2 * Padding - Size) / Stride + 1, (width + 2 * Padding - Size) / Stride + 1));
        var at = 0;
        for (var c = 0; c < channels; c++)
        {
            for (var i = 0; i < y.Shape[1]; i++)
            {
                for (var j = 0; j < y.Shape[2]; j++)
                {
                    y.Entries[at++] = Window(x, c, i * Stride - Padding, j * Stride - Padding);
                }
            }
        }

        return y;
    }

    private Dual Window(DualTensor x, int c, int top, int left)
    {
        var (height, width) = (x.Shape[1], x.Shape[2]);
        Dual sum = 0, largest = double.NegativeInfinity;
        for (var row = top; row < top + Size; row++)
        {
            for (var column = left; column < left + Size; column++)
            {
                if (row >= 0 && row < height && column >= 0 && column < width)
                {
                    var entry = x.Entries[(c * height + row) * width + column];
                    (sum, largest) = (sum + entry, Dual.Max(largest, entry));
                }
            }
        }

        return Mean ? sum / (Size * Size) : largest;
    }
}
