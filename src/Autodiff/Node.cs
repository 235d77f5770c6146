using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff;

/// <summary>
/// One value on the tape and the op that made it: y = op(inputs). Three things define an op: its output's shape, <see cref="Forward"/>, which
/// computes y from the inputs' values, and <see cref="Pullback"/>, the vector-Jacobian product, which adds (dy/dx)^T dY to each input's gradient.
/// Both work in place on memory that the node owns, so a recorded tape can be run again and again without allocating.
/// </summary>
public abstract class Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T>[] inputs;
    private Tensor<T>? gradient;

    /// <summary>A node of an op on <paramref name="inputs"/>; all of them must stand on one tape.</summary>
    protected Node(Shape shape, params Node<T>[] inputs)
    {
        Tape = inputs[0].Tape;
        foreach (var input in inputs)
        {
            if (!ReferenceEquals(input.Tape, Tape))
            {
                throw new ArgumentException($"{OpName}: its inputs stand on different tapes.");
            }

            NeedsGradient |= input.NeedsGradient;
        }

        this.inputs = inputs;
        Value = new Tensor<T>(shape);
    }

    private protected Node(Tape<T> tape, Tensor<T> value, bool needsGradient)
    {
        (Tape, inputs, Value, NeedsGradient) = (tape, [], value, needsGradient);
    }

    /// <summary>The tape on which the node stands.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The nodes whose values the op reads.</summary>
    public IReadOnlyList<Node<T>> Inputs => inputs;

    /// <summary>y, the op's result.</summary>
    public Tensor<T> Value { get; }

    /// <summary>Extents of y.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>A name such as <c>conv3.relu</c>, by which explanations find the node; null where nobody gave one.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the gradient of this node is wanted: true for parameters and marked inputs, and for whatever depends on one.</summary>
    public bool NeedsGradient { get; }

    /// <summary>
    /// dY = dL/dy after <see cref="Tape{T}.Backward"/>, of the shape of y; allocated at the first use and kept. Only where
    /// <see cref="NeedsGradient"/>.
    /// </summary>
    public Tensor<T> Gradient
    {
        get => NeedsGradient
            ? gradient ??= new Tensor<T>(Shape)
            : throw new InvalidOperationException(
                $"{Name ?? OpName}: no gradient is computed for a node that depends on no parameter and no input marked as needing one.");
        private protected set => gradient = value;
    }

    /// <summary>The position in <see cref="Tape{T}.Nodes"/>.</summary>
    internal int Position { get; set; } = -1;

    /// <summary>Whether a backward pass has written to the gradient since it was last zero.</summary>
    internal bool Reached { get; set; }

    private string OpName => GetType().Name.Split('`')[0];

    /// <summary>Computes y from the inputs' values, in place.</summary>
    public abstract void Forward();

    /// <summary>Adds (dy/dx)^T dY to the gradient of each input x that needs one. Called once per backward pass, when dY is complete.</summary>
    public abstract void Pullback();

    /// <summary>Shape and name, for debugging.</summary>
    public override string ToString() => $"{Name ?? OpName} {Shape}";

    /// <summary>Whether <paramref name="x"/> needs a gradient, and if so dx, to which a pullback adds.</summary>
    protected static bool Wants(Node<T> x, out Span<T> dx)
    {
        dx = x.NeedsGradient ? x.Gradient.Span : default;
        return x.NeedsGradient;
    }

    internal void ReachInputs()
    {
        foreach (var input in inputs)
        {
            input.Reached |= input.NeedsGradient;
        }
    }

    internal void ForgetGradient()
    {
        if (Reached)
        {
            Gradient.Span.Clear();
            Reached = false;
        }
    }
}
