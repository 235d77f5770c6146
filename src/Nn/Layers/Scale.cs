using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>Multiplies by a constant: y = factor x.</summary>
public sealed class Scale<T>(string name, double factor) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Scale(factor);
}
