using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>y[c, ...] = scale[c] x[c, ...] + shift[c]: one entry serves all c. A head with a learnable scale.</summary>
public sealed record AffineLayer(string Name, Tensor<double> Scale, Tensor<double>? Shift = null) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x)
    {
        var y = new DualTensor(x.Shape);
        var perChannel = x.Entries.Length / x.Shape[0];
        for (var i = 0; i < y.Entries.Length; i++)
        {
            var c = i / perChannel;
            y.Entries[i] = Scale.Span[Math.Min(c, Scale.Length - 1)] * x.Entries[i] + (Shift is null ? 0 : Shift.Span[Math.Min(c, Shift.Length - 1)]);
        }

        return y;
    }
}
