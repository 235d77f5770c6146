using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// Pooling over windows of Size x Size: y[c, i, j] = the maximum, or the mean, of x[c, i stride + s, j stride + t] over s, t in [0, Size). Rows and columns that fill no
/// whole window are left out. Of equal maxima the first in reading order counts.
/// </summary>
public sealed record PoolingLayer(string Name, int Size, int Stride, bool Mean = false) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x)
    {
        var (channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var y = new DualTensor(new Shape(channels, (height - Size) / Stride + 1, (width - Size) / Stride + 1));
        var at = 0;
        for (var c = 0; c < channels; c++)
        {
            for (var i = 0; i < y.Shape[1]; i++)
            {
                for (var j = 0; j < y.Shape[2]; j++)
                {
                    y.Entries[at++] = Window(x, (c * height + i * Stride) * width + j * Stride, width);
                }
            }
        }

        return y;
    }

    private Dual Window(DualTensor x, int corner, int width)
    {
        Dual result = Mean ? 0 : x.Entries[corner];
        for (var s = 0; s < Size; s++)
        {
            for (var t = 0; t < Size; t++)
            {
                var entry = x.Entries[corner + s * width + t];
                result = Mean ? result + entry : Dual.Max(result, entry);
            }
        }

        return Mean ? result / (Size * Size) : result;
    }
}
