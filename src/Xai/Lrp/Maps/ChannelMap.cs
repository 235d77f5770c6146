using QXai.Autodiff.Ops;

namespace QXai.Xai.Lrp.Maps;

/// <summary>A batch norm by itself, outside training: y_c = s_c x_c + t_c for every pixel of channel c.</summary>
internal sealed class ChannelMap : IAffineMap
{
    public ChannelMap(BatchNorm2dOp<double> norm) => (Weight, Bias) = Coefficients(norm);

    public double[] Weight { get; }

    public double[] Bias { get; }

    public bool IsUniform => true;

    /// <summary>s_c = g_c / sqrt(v_c + eps) and t_c = beta_c - s_c m_c.</summary>
    public static (double[] Scale, double[] Shift) Coefficients(BatchNorm2dOp<double> norm)
    {
        var (gain, offset) = (norm.Inputs[1].Value.Span.ToArray(), norm.Inputs[2].Value.Span.ToArray());
        var (mean, variance) = (norm.RunningMean.Span.ToArray(), norm.RunningVariance.Span.ToArray());
        double[] scale = [.. gain.Select((g, c) => g / Math.Sqrt(variance[c] + norm.Epsilon))];
        return (scale, [.. offset.Select((beta, c) => beta - scale[c] * mean[c])]);
    }

    public void Apply(ReadOnlySpan<double> input, ReadOnlySpan<double> weight, Span<double> output)
    {
        var plane = input.Length / weight.Length;
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = weight[i / plane] * input[i];
        }
    }

    public void Transpose(ReadOnlySpan<double> weight, ReadOnlySpan<double> cotangent, Span<double> inputCotangent) =>
        Apply(cotangent, weight, inputCotangent);
}
