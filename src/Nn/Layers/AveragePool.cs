using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>
/// Average pooling of images by square windows (<see cref="AveragePoolOp{T}"/>); the stride is the window's size unless told otherwise.
/// </summary>
public sealed class AveragePool<T>(string name, int size, int? stride = null, int padding = 0) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.AveragePool(size, stride, padding);
}
