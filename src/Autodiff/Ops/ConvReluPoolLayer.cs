using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// A layer of <see cref="ConvReluPoolOp{T}"/>: weight [O, C, kh, kw], bias [O] or absent, one stride and one padding of the convolution for both
/// directions, and pooling by windows of <paramref name="Pool"/> x <paramref name="Pool"/>.
/// </summary>
public readonly record struct ConvReluPoolLayer<T>(Node<T> Weight, Node<T>? Bias, int Stride, int Padding, int Pool)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Node<T>[] Parameters => Bias is null ? [Weight] : [Weight, Bias];
}
