using System.Numerics;

namespace QXai.Autodiff;

/// <summary>Another rule than an op's own pullback, for propagating something else than slopes backwards (guided backpropagation, DeepLIFT).</summary>
public interface IPullbackRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Called once per node, when its gradient is complete: adds to the gradients of its inputs and returns true, or returns false (having changed
    /// the node's gradient or not), and then the op's own pullback runs.
    /// </summary>
    bool Apply(Node<T> node);
}
