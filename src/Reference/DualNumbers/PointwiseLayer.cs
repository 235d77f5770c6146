namespace QXai.Reference.DualNumbers;

/// <summary>A function of one number applied to every entry: y_i = f(x_i); for example <see cref="Dual.Relu"/>.</summary>
public sealed record PointwiseLayer(string Name, Func<Dual, Dual> Function) : DualLayer(Name)
{
    /// <inheritdoc/>
    public override DualTensor Apply(DualTensor x) => new(x.Shape, Array.ConvertAll(x.Entries, entry => Function(entry)));
}
