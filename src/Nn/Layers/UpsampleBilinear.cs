using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>
/// Enlarges images to <paramref name="height"/> x <paramref name="width"/> pixels by bilinear interpolation (<see cref="UpsampleBilinearOp{T}"/>).
/// </summary>
public sealed class UpsampleBilinear<T>(string name, int height, int width) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.UpsampleBilinear(height, width);
}
