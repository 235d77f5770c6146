namespace QXai.Xai.Lrp.Maps;

/// <summary>The sum of two summands, which stand one behind the other in the input: y = x[..n] + x[n..].</summary>
internal sealed class SumMap : IAffineMap
{
    public double[]? Weight => null;

    public double[]? Bias => null;

    public bool IsUniform => true;

    public void Apply(ReadOnlySpan<double> input, ReadOnlySpan<double> weight, Span<double> output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = input[i] + input[output.Length + i];
        }
    }

    public void Transpose(ReadOnlySpan<double> weight, ReadOnlySpan<double> cotangent, Span<double> inputCotangent)
    {
        cotangent.CopyTo(inputCotangent);
        cotangent.CopyTo(inputCotangent[cotangent.Length..]);
    }
}
