using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff;

/// <summary>A trainable tensor with a name that is unique in its model (<c>conv1.weight</c>), and the gradient that an optimiser reads.</summary>
public sealed class Parameter<T>(string name, Tensor<T> value)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The name, with dots between the levels of the model; a module that takes another one as its part completes the names.</summary>
    public string Name { get; set; } = name;

    /// <summary>The current value; tapes read it in place.</summary>
    public Tensor<T> Value { get; } = value;

    /// <summary>dL/dvalue of the last step, written by the trainer.</summary>
    public Tensor<T> Gradient { get; } = new(value.Shape);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} {Value.Shape}";
}
