using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>Batch normalisation with fixed statistics: y[c, ...] = weight[c] (x[c, ...] - mean[c]) / sqrt(variance[c] + epsilon) + bias[c].</summary>
public sealed record NormalisationLayer(
    string Name, Tensor<double> Mean, Tensor<double> Variance, Tensor<double> Weight, Tensor<double> Bias, double Epsilon) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x)
    {
        var y = new DualTensor(x.Shape);
        var perChannel = x.Entries.Length / x.Shape[0];
        for (var i = 0; i < y.Entries.Length; i++)
        {
            var c = i / perChannel;
            y.Entries[i] = Weight.Span[c] * (x.Entries[i] - Mean.Span[c]) / Math.Sqrt(Variance.Span[c] + Epsilon) + Bias.Span[c];
        }

        return y;
    }
}
