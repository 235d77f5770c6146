using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff;

/// <summary>
/// A node without inputs: data or a parameter. Its value is set from outside; there is nothing to compute and nobody to pass a gradient on to.
/// </summary>
public sealed class Leaf<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Leaf(Tape<T> tape, Tensor<T> value, bool needsGradient)
        : base(tape, value, needsGradient)
    {
    }

    /// <inheritdoc/>
    public override void Forward()
    {
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
    }

    /// <summary>
    /// Lets backward passes write this leaf's gradient to memory of the caller's (a trainer's slot), of the leaf's shape; what it held is forgotten
    /// by the next pass, or kept and added to where <paramref name="adds"/>.
    /// </summary>
    public void BindGradient(Tensor<T> gradient, bool adds = false)
    {
        if (!gradient.Shape.Equals(Shape))
        {
            throw new ShapeException($"BindGradient: the memory has shape {gradient.Shape}, but {Name ?? "the leaf"} has shape {Shape}.");
        }

        Gradient = gradient;
        Reached = !adds;
    }
}
