using QXai.Numerics;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Relevance;

/// <summary>The rows of an affine layer's matrix, spelled out one output at a time from the layer's definition, for input shape [C, H, W] or [n].</summary>
internal static class RowLayer
{
    /// <summary>Every row, in the order of the outputs; a norm behind the layer is multiplied into it. Null where the layer is no affine layer.</summary>
    public static IEnumerable<RelevanceRow>? Rows(DualLayer layer, NormalisationLayer? norm, Tensor<double> x, Tensor<double>? reference) => layer switch
    {
        ConvolutionLayer convolution => Convolution(convolution, norm, x, reference),
        DenseLayer dense => Dense(dense, x, reference),
        PoolingLayer { Mean: true } pooling => Means(x, reference, Sliding(pooling, x.Shape), pooling.Size * pooling.Size),
        AdaptiveMeanLayer mean => Means(x, reference, Adaptive(mean, x.Shape), 0),
        NormalisationLayer alone => Channelwise(x, reference, c => Factor(alone, c), c => alone.Bias.Span[c] - Factor(alone, c) * alone.Mean.Span[c]),
        AffineLayer { Shift: not null } affine => Channelwise(x, reference, c => At(affine.Scale, c), c => At(affine.Shift!, c)),
        _ => null,
    };

    private static IEnumerable<RelevanceRow> Convolution(ConvolutionLayer layer, NormalisationLayer? norm, Tensor<double> x, Tensor<double>? reference)
    {
        var (channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var (maps, tall, wide) = (layer.Weight.Shape[0], layer.Weight.Shape[2], layer.Weight.Shape[3]);
        var (rows, columns) = ((height + 2 * layer.Padding - tall) / layer.Stride + 1, (width + 2 * layer.Padding - wide) / layer.Stride + 1);
        for (var k = 0; k < maps; k++)
        {
            var factor = norm is null ? 1 : Factor(norm, k);
            var bias = factor * ((layer.Bias is null ? 0 : layer.Bias[k]) - (norm is null ? 0 : norm.Mean[k])) + (norm is null ? 0 : norm.Bias[k]);
            for (var output = 0; output < rows * columns; output++)
            {
                List<int> inputs = [];
                List<double> weights = [];
                for (var tap = 0; tap < channels * tall * wide; tap++)
                {
                    var (c, s, t) = (tap / (tall * wide), tap / wide % tall, tap % wide);
                    var (row, column) = (output / columns * layer.Stride + s - layer.Padding, output % columns * layer.Stride + t - layer.Padding);
                    if (row >= 0 && row < height && column >= 0 && column < width)
                    {
                        inputs.Add((c * height + row) * width + column);
                        weights.Add(factor * layer.Weight.Span[k * channels * tall * wide + tap]);
                    }
                }

                yield return Row([.. inputs], [.. weights], bias, x, reference);
            }
        }
    }

    private static IEnumerable<RelevanceRow> Dense(DenseLayer layer, Tensor<double> x, Tensor<double>? reference)
    {
        var (outputs, inputs) = (layer.Weight.Shape[0], layer.Weight.Shape[1]);
        int[] all = [.. Enumerable.Range(0, inputs)];
        for (var o = 0; o < outputs; o++)
        {
            yield return Row(all, layer.Weight.Slice(o).Span.ToArray(), layer.Bias is null ? 0 : layer.Bias[o], x, reference);
        }
    }

    /// <summary>One row per window: 1 / count for each of its pixels, or 1 / divisor.</summary>
    private static IEnumerable<RelevanceRow> Means(Tensor<double> x, Tensor<double>? reference, IEnumerable<int[]> windows, int divisor) =>
        windows.Select(window => Row(window, [.. window.Select(_ => 1.0 / (divisor > 0 ? divisor : window.Length))], 0, x, reference));

    private static IEnumerable<RelevanceRow> Channelwise(Tensor<double> x, Tensor<double>? reference, Func<int, double> factor, Func<int, double> shift)
    {
        var perChannel = x.Length / x.Shape[0];
        return Enumerable.Range(0, x.Length).Select(i => Row([i], [factor(i / perChannel)], shift(i / perChannel), x, reference));
    }

    private static IEnumerable<int[]> Sliding(PoolingLayer layer, Shape x) => Windows(
        x, (x[1] + 2 * layer.Padding - layer.Size) / layer.Stride + 1, (x[2] + 2 * layer.Padding - layer.Size) / layer.Stride + 1,
        (at, extent) => (Math.Max(at * layer.Stride - layer.Padding, 0), Math.Min(at * layer.Stride - layer.Padding + layer.Size, extent)),
        (at, extent) => (Math.Max(at * layer.Stride - layer.Padding, 0), Math.Min(at * layer.Stride - layer.Padding + layer.Size, extent)));

    private static IEnumerable<int[]> Adaptive(AdaptiveMeanLayer layer, Shape x) => Windows(
        x, layer.Height, layer.Width,
        (at, extent) => (at * extent / layer.Height, ((at + 1) * extent + layer.Height - 1) / layer.Height),
        (at, extent) => (at * extent / layer.Width, ((at + 1) * extent + layer.Width - 1) / layer.Width));

    /// <summary>The positions of the pixels in each window, windows in row-major order, channel after channel.</summary>
    internal static IEnumerable<int[]> Windows(
        Shape x, int height, int width, Func<int, int, (int Start, int End)> rows, Func<int, int, (int Start, int End)> columns)
    {
        for (var output = 0; output < x[0] * height * width; output++)
        {
            var (c, (top, bottom), (left, right)) = (output / (height * width), rows(output / width % height, x[1]), columns(output % width, x[2]));
            yield return
            [
                .. from row in Enumerable.Range(top, bottom - top)
                   from column in Enumerable.Range(left, right - left)
                   select (c * x[1] + row) * x[2] + column,
            ];
        }
    }

    /// <summary>The positions of the pixels in each window of a max pooling.</summary>
    public static IEnumerable<int[]> MaxWindows(PoolingLayer layer, Shape x) => Sliding(layer, x);

    private static RelevanceRow Row(int[] inputs, double[] weights, double bias, Tensor<double> x, Tensor<double>? reference)
    {
        var values = new double[inputs.Length];
        var references = new double[reference is null ? 0 : inputs.Length];
        for (var j = 0; j < inputs.Length; j++)
        {
            values[j] = x.Span[inputs[j]];
            if (reference is not null)
            {
                references[j] = reference.Span[inputs[j]];
            }
        }

        return new RelevanceRow(inputs, weights, values, references, bias, x.Length);
    }

    private static double Factor(NormalisationLayer norm, int c) => norm.Weight.Span[c] / Math.Sqrt(norm.Variance.Span[c] + norm.Epsilon);

    private static double At(Tensor<double> values, int c) => values.Span[Math.Min(c, values.Length - 1)];
}
