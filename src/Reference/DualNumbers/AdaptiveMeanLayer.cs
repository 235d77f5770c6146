using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// Average pooling to Height x Width: y[c, i, j] = the mean of x[c] over rows floor(i H / Height) to ceil((i + 1) H / Height) - 1 and over columns
/// likewise.
/// </summary>
public sealed record AdaptiveMeanLayer(string Name, int Height, int Width) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x)
    {
        var y = new DualTensor(new Shape(x.Shape[0], Height, Width));
        for (var at = 0; at < y.Entries.Length; at++)
        {
            var (c, i, j) = (at / (Height * Width), at / Width % Height, at % Width);
            var (top, bottom) = (i * x.Shape[1] / Height, ((i + 1) * x.Shape[1] + Height - 1) / Height);
            var (left, right) = (j * x.Shape[2] / Width, ((j + 1) * x.Shape[2] + Width - 1) / Width);
            Dual sum = 0;
            for (var row = top; row < bottom; row++)
            {
                for (var column = left; column < right; column++)
                {
                    sum += x.Entries[(c * x.Shape[1] + row) * x.Shape[2] + column];
                }
            }

            y.Entries[at] = sum / ((bottom - top) * (right - left));
        }

        return y;
    }
}
