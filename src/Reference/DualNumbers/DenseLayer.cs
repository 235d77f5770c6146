using System.Runtime.CompilerServices;
using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>y[o] = b[o] + sum over i of W[o, i] x[i].  x of shape [I], W of shape [O, I], b of shape [O] or null.</summary>
public sealed record DenseLayer(string Name, Tensor<double> Weight, Tensor<double>? Bias) : DualLayer(Name)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override DualTensor Apply(DualTensor x)
    {
        var (outputs, inputs) = (Weight.Shape[0], Weight.Shape[1]);
        if (x.Entries.Length != inputs)
        {
            throw new ShapeException(
                $"{Name}: x of shape {x.Shape} has {x.Entries.Length} features, but the weight of shape {Weight.Shape} expects {inputs}.");
        }

        var y = new DualTensor(new Shape(outputs));
        for (var o = 0; o < outputs; o++)
        {
            Dual sum = Bias is null ? 0 : Bias.Span[o];
            for (var i = 0; i < inputs; i++)
            {
                sum += Weight.Span[o * inputs + i] * x.Entries[i];
            }

            y.Entries[o] = sum;
        }

        return y;
    }
}
