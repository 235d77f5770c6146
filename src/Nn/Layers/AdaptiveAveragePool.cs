using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>
/// Average pooling of images of any size to <paramref name="height"/> x <paramref name="width"/> pixels (<see cref="AdaptiveAveragePoolOp{T}"/>).
/// </summary>
public sealed class AdaptiveAveragePool<T>(string name, int height, int width) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.AdaptiveAveragePool(height, width);
}
