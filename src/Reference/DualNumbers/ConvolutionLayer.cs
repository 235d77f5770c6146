using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// (Q5), with stride and zero padding: y[k, i, j] = b[k] + sum over c, s, t of W[k, c, s, t] x[c, i stride + s - padding, j stride + t - padding].
/// x of shape [C, H, W], W of shape [K, C, S, T], b of shape [K] or null. The map is linear but for b: derivatives pass as values do, without it.
/// </summary>
public sealed record ConvolutionLayer(string Name, Tensor<double> Weight, Tensor<double>? Bias, int Stride = 1, int Padding = 0) : DualLayer(Name)
{
    /// <inheritdoc/>
    [Equation("QGrad-CAM", "5")]
    public override DualTensor Apply(DualTensor x)
    {
        if (x.Shape[0] != Weight.Shape[1])
        {
            throw new ShapeException(
                $"{Name}: x of shape {x.Shape} has {x.Shape[0]} channels, but the weight of shape {Weight.Shape} expects {Weight.Shape[1]}.");
        }

        var (height, width) = ((x.Shape[1] + 2 * Padding - Weight.Shape[2]) / Stride + 1, (x.Shape[2] + 2 * Padding - Weight.Shape[3]) / Stride + 1);
        var y = new Shape(Weight.Shape[0], height, width);
        var values = Sums(x.Shape, Array.ConvertAll(x.Entries, entry => entry.Value), y);
        double[] tangents = Array.ConvertAll(x.Entries, entry => entry.Tangent);
        tangents = Array.TrueForAll(tangents, slope => slope == 0) ? new double[y.Count] : Sums(x.Shape, tangents, y);
        return new DualTensor(y, [.. values.Select((value, i) => new Dual((Bias is null ? 0 : Bias[i / (height * width)]) + value, tangents[i]))]);
    }

    /// <summary>y[k, i, j] without b, row by row of the kernel, on a copy of x with its border of zeros.</summary>
    private double[] Sums(Shape x, double[] values, Shape y)
    {
        var (channels, height, width, rows, columns) = (x[0], x[1] + 2 * Padding, x[2] + 2 * Padding, Weight.Shape[2], Weight.Shape[3]);
        var (padded, sums) = (new double[channels * height * width], new double[y.Count]);
        for (var row = 0; row < channels * x[1]; row++)
        {
            values.AsSpan(row * x[2], x[2]).CopyTo(padded.AsSpan(((row / x[1] * height) + Padding + row % x[1]) * width + Padding));
        }

        for (var kernelRow = 0; kernelRow < y[0] * channels * rows; kernelRow++)
        {
            var (k, c, s) = (kernelRow / (channels * rows), kernelRow / rows % channels, kernelRow % rows);
            for (var i = 0; i < y[1]; i++)
            {
                var read = padded.AsSpan((c * height + i * Stride + s) * width, width);
                AddRow(read, Weight.Span.Slice(kernelRow * columns, columns), sums.AsSpan((k * y[1] + i) * y[2], y[2]));
            }
        }

        return sums;
    }

    /// <summary>y[j] += sum over t of w[t] x[j stride + t]; without gaps, as many j at once as a vector holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y)
    {
        var j = 0;
        for (; Stride == 1 && j <= y.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            var sum = new Vector<double>(y[j..]);
            for (var t = 0; t < w.Length; t++)
            {
                sum += w[t] * new Vector<double>(x[(j + t)..]);
            }

            sum.CopyTo(y[j..]);
        }

        for (; j < y.Length; j++)
        {
            for (var t = 0; t < w.Length; t++)
            {
                y[j] += w[t] * x[j * Stride + t];
            }
        }
    }
}
