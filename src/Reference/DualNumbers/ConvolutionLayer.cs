using System.Runtime.CompilerServices;
using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// (Q5), with stride and zero padding: y[k, i, j] = b[k] + sum over c, s, t of W[k, c, s, t] x[c, i stride + s - padding, j stride + t - padding].
/// x of shape [C, H, W], W of shape [K, C, S, T], b of shape [K] or null.
/// </summary>
public sealed record ConvolutionLayer(string Name, Tensor<double> Weight, Tensor<double>? Bias, int Stride = 1, int Padding = 0) : DualLayer(Name)
{
    /// <inheritdoc/>
    [Equation("QGrad-CAM", "5")]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override DualTensor Apply(DualTensor x)
    {
        var (channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var (maps, rows, columns) = (Weight.Shape[0], Weight.Shape[2], Weight.Shape[3]);
        if (channels != Weight.Shape[1])
        {
            throw new ShapeException(
                $"{Name}: x of shape {x.Shape} has {channels} channels, but the weight of shape {Weight.Shape} expects {Weight.Shape[1]}.");
        }

        var y = new DualTensor(new Shape(maps, (height + 2 * Padding - rows) / Stride + 1, (width + 2 * Padding - columns) / Stride + 1));
        var (outHeight, outWidth) = (y.Shape[1], y.Shape[2]);
        var weight = Weight.Span;
        for (var k = 0; k < maps; k++)
        {
            for (var i = 0; i < outHeight; i++)
            {
                for (var j = 0; j < outWidth; j++)
                {
                    Dual sum = Bias is null ? 0 : Bias.Span[k];
                    for (var c = 0; c < channels; c++)
                    {
                        for (var s = 0; s < rows; s++)
                        {
                            for (var t = 0; t < columns; t++)
                            {
                                var (row, column) = (i * Stride + s - Padding, j * Stride + t - Padding);
                                if (row >= 0 && row < height && column >= 0 && column < width)
                                {
                                    sum += weight[((k * channels + c) * rows + s) * columns + t] * x.Entries[(c * height + row) * width + column];
                                }
                            }
                        }
                    }

                    y.Entries[(k * outHeight + i) * outWidth + j] = sum;
                }
            }
        }

        return y;
    }
}
