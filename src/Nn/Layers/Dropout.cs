using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>
/// Dropout (<see cref="DropoutOp{T}"/>): in training sets elements to 0 with the given probability in [0, 1) and enlarges the others; otherwise does
/// nothing and records nothing.
/// </summary>
public sealed class Dropout<T>(string name, double probability) : Module<T>(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Tape.Training ? x.Dropout(probability) : x;
}
