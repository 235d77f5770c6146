using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>Max pooling of images by square windows (<see cref="MaxPoolOp{T}"/>); the stride is the window's size unless told otherwise.</summary>
public sealed class MaxPool<T>(string name, int size, int? stride = null, int padding = 0) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The size of windows that neither overlap nor leave gaps nor reach beyond the image; null where these do.</summary>
    internal int? Tiles => (stride ?? size) == size && padding == 0 ? size : null;

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.MaxPool(size, stride, padding);
}
