using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>The same entries as one row: shape [C, H, W] becomes [C H W].</summary>
public sealed record FlattenLayer(string Name) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x) => new(new Shape(x.Entries.Length), x.Entries);
}
