using System.Runtime.CompilerServices;
using QXai.Numerics;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Attributions;

/// <summary>dx_j = sum over o of dy_o dy_o/dx_j for one layer, from its definition.</summary>
internal static class PullbackOf
{
    /// <summary>For input <paramref name="x"/>, [C, H, W] or [n], and the outputs' cotangent <paramref name="dy"/>.</summary>
    public static double[] Layer(DualLayer layer, Tensor<double> x, double[] dy) => layer switch
    {
        FlattenLayer => dy,
        PointwiseLayer pointwise => [.. dy.Select((d, i) => d * pointwise.Function(new Dual(x.Span[i], 1)).Tangent)],
        AffineLayer affine => [.. dy.Select((d, i) => d * affine.Scale.Span[Math.Min(i / (x.Length / x.Shape[0]), affine.Scale.Length - 1)])],
        NormalisationLayer norm => [.. dy.Select((d, i) => d * Factor(norm, i / (x.Length / x.Shape[0])))],
        ConvolutionLayer convolution => Convolution(convolution, x.Shape, dy),
        PoolingLayer { Mean: false } pooling => Winners(pooling, x, dy),
        CircuitLayer circuit => Circuit(circuit, x, dy),
        _ => Rows(layer, x, dy),
    };

    /// <summary>One forward pass in dual numbers along every input.</summary>
    private static double[] Circuit(CircuitLayer layer, Tensor<double> x, double[] dy)
    {
        var dx = new double[x.Length];
        for (var q = 0; q < dx.Length; q++)
        {
            var direction = new Tensor<double>(x.Shape);
            direction.Span[q] = 1;
            dx[q] = layer.Apply(DualTensor.From(x, direction)).Entries.Zip(dy, (y, d) => d * y.Tangent).Sum();
        }

        return dx;
    }

    /// <summary>dx[c, i stride + s - padding, j stride + t - padding] += W[k, c, s, t] dy[k, i, j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Convolution(ConvolutionLayer layer, Shape x, double[] dy)
    {
        var (channels, height, width) = (x[0], x[1], x[2]);
        var (maps, tall, wide) = (layer.Weight.Shape[0], layer.Weight.Shape[2], layer.Weight.Shape[3]);
        var (rows, columns) = ((height + 2 * layer.Padding - tall) / layer.Stride + 1, (width + 2 * layer.Padding - wide) / layer.Stride + 1);
        var (dx, weight) = (new double[x.Count], layer.Weight.Span.ToArray());
        for (var k = 0; k < maps; k++)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var d = dy[(k * rows + i) * columns + j];
                    var (top, left) = (i * layer.Stride - layer.Padding, j * layer.Stride - layer.Padding);
                    var (first, last) = (Math.Max(0, -left), Math.Min(wide, width - left));
                    for (var c = 0; d != 0 && c < channels; c++)
                    {
                        for (var s = Math.Max(0, -top); s < Math.Min(tall, height - top); s++)
                        {
                            for (var t = first; t < last; t++)
                            {
                                dx[(c * height + top + s) * width + left + t] += weight[((k * channels + c) * tall + s) * wide + t] * d;
                            }
                        }
                    }
                }
            }
        }

        return dx;
    }

    /// <summary>The first of the largest takes all.</summary>
    private static double[] Winners(PoolingLayer layer, Tensor<double> x, double[] dy)
    {
        var (dx, output) = (new double[x.Length], 0);
        foreach (var window in Relevance.RowLayer.MaxWindows(layer, x.Shape))
        {
            dx[window.MaxBy(pixel => x.Span[pixel])] += dy[output++];
        }

        return dx;
    }

    /// <summary>Any affine layer, by the rows of its matrix.</summary>
    private static double[] Rows(DualLayer layer, Tensor<double> x, double[] dy)
    {
        var (dx, output) = (new double[x.Length], 0);
        foreach (var row in Relevance.RowLayer.Rows(layer, null, x, null) ?? throw new InputException($"The textbook chain rule does not know the layer '{layer.Name}'."))
        {
            for (var j = 0; j < row.Inputs.Length; j++)
            {
                dx[row.Inputs[j]] += row.Weights[j] * dy[output];
            }

            output++;
        }

        return dx;
    }

    private static double Factor(NormalisationLayer norm, int c) => norm.Weight.Span[c] / Math.Sqrt(norm.Variance.Span[c] + norm.Epsilon);
}
