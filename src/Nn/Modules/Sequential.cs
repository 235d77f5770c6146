using System.Numerics;
using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Nn.Modules;

/// <summary>Modules one after another: y = f_n(... f_2(f_1(x))).</summary>
[Equation("QGrad-CAM", "4")]
public sealed class Sequential<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The modules in order of application; the name is put before theirs (the empty name, before none).</summary>
    public Sequential(string name, params ReadOnlySpan<Module<T>> modules)
        : base(name)
    {
        foreach (var module in modules)
        {
            Add(module);
        }
    }

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => LayerChain.Apply(Children, x);
}
