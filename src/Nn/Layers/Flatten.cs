using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>Merges all axes of a sample into one: [n, c, h, w] becomes [n, c h w].</summary>
public sealed class Flatten<T>(string name) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Flatten();
}
