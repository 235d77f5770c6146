using QXai.Autodiff;
using QXai.Autodiff.Ops;

namespace QXai.Xai.Lrp.Maps;

/// <summary>An op of the tape; weight and bias are its own, or those with a batch norm folded in.</summary>
internal sealed class OpMap(ILinearOp<double> op, double[]? weight, double[]? bias) : IAffineMap
{
    public OpMap(ILinearOp<double> op)
        : this(op, op.Weight?.Value.Span.ToArray(), op.Bias?.Value.Span.ToArray())
    {
    }

    public double[]? Weight => weight;

    public double[]? Bias => bias;

    public bool IsUniform => op is not UpsampleBilinearOp<double>;

    /// <summary>
    /// y = s_o (W x + b)_o + t_o, the norm's s = g / sqrt(v + eps) and t = beta - s m per output channel o: weights s_o w, bias s_o b_o + t_o.
    /// </summary>
    public static OpMap Folded(ILinearOp<double> op, BatchNorm2dOp<double> norm)
    {
        var (scale, shift) = ChannelMap.Coefficients(norm);
        var weight = op.Weight!.Value.Span.ToArray();
        var perChannel = weight.Length / scale.Length;
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] *= scale[i / perChannel];
        }

        return new OpMap(op, weight, [.. shift.Select((t, o) => scale[o] * (op.Bias?.Value.Span[o] ?? 0) + t)]);
    }

    public void Apply(ReadOnlySpan<double> input, ReadOnlySpan<double> weight, Span<double> output) => op.Apply(input, weight, [], output);

    public void Transpose(ReadOnlySpan<double> weight, ReadOnlySpan<double> cotangent, Span<double> inputCotangent) =>
        op.Transpose(weight, cotangent, inputCotangent);
}
