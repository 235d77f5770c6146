using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff;

/// <summary>
/// One value on the tape and the op that made it: y = op(inputs). Three things define an op: its output's shape, <see cref="Forward"/>, which computes y from the inputs' values,
/// and <see cref="Pullback"/>, the vector-Jacobian product, which adds (dy/dx)^T dY to each input's gradient.
/// Both work in place on memory that the node owns, so a recorded tape can be run again and again without allocating.
/// </summary>
public abstract class Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Tensor<T>? gradient;

    /// <summary>A node of an op on <paramref name="inputs"/>; all of them must stand on one tape.</summary>
    protected Node(Shape shape, params Node<T>[] inputs)
    {
        Tape = inputs[0].Tape;
        foreach (var input in inputs)
        {
            if (!ReferenceEquals(input.Tape, Tape))
            {
                throw new ArgumentException($"{GetType().Name}: its inputs stand on different tapes.");
            }

            NeedsGradient |= input.NeedsGradient;
        }

        Inputs = inputs;
        Value = new Tensor<T>(shape);
    }

    private protected Node(Tape<T> tape, Tensor<T> value, bool needsGradient)
    {
        (Tape, Inputs, Value, NeedsGradient) = (tape, [], value, needsGradient);
    }

    /// <summary>The tape on which the node stands.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The nodes whose values the op reads.</summary>
    public IReadOnlyList<Node<T>> Inputs { get; }

    /// <summary>y, the op's result.</summary>
    public Tensor<T> Value { get; }

    /// <summary>Extents of y.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>A name such as <c>conv3.relu</c>, by which explanations find the node; null where nobody gave one.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the gradient of this node is wanted: true for parameters and marked inputs, and for whatever depends on one.</summary>
    public bool NeedsGradient { get; }

    /// <summary>dY = dL/dy after <see cref="Tape{T}.Backward(Node{T}, Tensor{T}?)"/>, of the shape of y; allocated at the first use and kept. Only where <see cref="NeedsGradient"/>.</summary>
    public Tensor<T> Gradient
    {
        get
        {
            if (!NeedsGradient)
            {
                throw new InvalidOperationException($"{Name ?? GetType().Name}: no gradient is computed for a node that depends on no parameter and no input marked as needing one.");
            }

            return gradient ??= new Tensor<T>(Shape);
        }

        private protected set => gradient = value;
    }

    /// <summary>Computes y from the inputs' values, in place.</summary>
    public abstract void Forward();

    /// <summary>Adds (dy/dx)^T dY to the gradient of each input x that needs one. Called once per backward pass, when dY is complete.</summary>
    public abstract void Pullback();

    /// <summary>Shape and name, for debugging.</summary>
    public override string ToString() => $"{Name ?? GetType().Name} {Shape}";

    internal void ClearGradient()
    {
        if (NeedsGradient)
        {
            Gradient.Span.Clear();
        }
    }
}
