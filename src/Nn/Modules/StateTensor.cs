using System.Numerics;
using QXai.Numerics;

namespace QXai.Nn.Modules;

/// <summary>A named tensor of a model's state: a parameter's value, or a buffer that is not trained (running statistics).</summary>
public sealed class StateTensor<T>(string name, Tensor<T> value)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The name, with dots between the levels of the model.</summary>
    public string Name { get; internal set; } = name;

    /// <summary>The current value.</summary>
    public Tensor<T> Value { get; } = value;
}
