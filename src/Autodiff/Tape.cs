using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff;

/// <summary>
/// The record of a computation: its nodes in the order in which they were computed. Forward mode reads it forwards (<see cref="Forward"/> runs the
/// recorded ops again on new inputs), reverse mode reads it backwards (<see cref="Backward"/>).
/// </summary>
public sealed class Tape<T>(bool training = false)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Node<T>> nodes = [];
    private readonly Dictionary<Parameter<T>, Leaf<T>> parameters = [];
    private int randomNodes;

    /// <summary>Whether dropout drops and batch norm uses the batch's statistics.</summary>
    public bool Training { get; } = training;

    /// <summary>
    /// Whether modules may record several layers as one node (convolution, rectifier and pooling) where that is faster:
    /// for training and prediction, which need no inner values. Without it, as in explanations, every layer has its node.
    /// </summary>
    public bool Fuses { get; init; }

    /// <summary>
    /// Seeds what is random in the forward pass (dropout); the trainer sets it before each pass from seed and step, so that it does not depend on
    /// threads.
    /// </summary>
    public ulong Draw { get; set; }

    /// <summary>
    /// The position in the whole batch of this tape's first sample. Where a batch is divided among tapes, random ops count their samples from here
    /// and so draw the same numbers for a sample however the batch is divided.
    /// </summary>
    public int FirstSample { get; set; }

    /// <summary>The nodes in order of execution.</summary>
    public IReadOnlyList<Node<T>> Nodes => nodes;

    /// <summary>A leaf that holds <paramref name="value"/> (no copy). Mark it as needing a gradient to differentiate with respect to it.</summary>
    public Leaf<T> Input(Tensor<T> value, bool needsGradient = false) => Record(new Leaf<T>(this, value, needsGradient));

    /// <summary>The leaf of a parameter: one per tape, however often it is used.</summary>
    public Leaf<T> Use(Parameter<T> parameter)
    {
        if (!parameters.TryGetValue(parameter, out var leaf))
        {
            leaf = Record(new Leaf<T>(this, parameter.Value, needsGradient: true) { Name = parameter.Name });
            parameters.Add(parameter, leaf);
        }

        return leaf;
    }

    /// <summary>Appends a node and computes its value. Ops call this from their extension method.</summary>
    public TNode Record<TNode>(TNode node)
        where TNode : Node<T>
    {
        node.Forward();
        node.Position = nodes.Count;
        nodes.Add(node);
        return node;
    }

    /// <summary>The last node of that name; throws with the list of names where there is none.</summary>
    public Node<T> Find(string name) =>
        nodes.FindLast(node => node.Name == name)
        ?? throw new InputException($"No layer is called '{name}'; the model has: {string.Join(", ", LayerNames())}.");

    /// <summary>Computes every node again, in order: for new values in the leaves.</summary>
    public void Forward()
    {
        foreach (var node in nodes)
        {
            node.Forward();
        }
    }

    /// <summary>
    /// Reverse mode: dL/d(every node) for L = &lt;cotangent, output&gt;. The cotangent has the shape of the output; without one, the output must be a
    /// single number and L is that number.
    /// Gradients of an earlier pass are forgotten; nodes that do not lead to the output are not visited, and their gradient is zero.
    /// A <paramref name="rule"/> stands in for the pullback of the nodes that it knows; what then stands in the nodes' gradients is what the rule defines.
    /// Nodes before <paramref name="to"/> are not visited where it is given: for its gradient, and what lies behind it, alone.
    /// </summary>
    public void Backward(Node<T> output, Tensor<T>? cotangent = null, IPullbackRule<T>? rule = null, Node<T>? to = null)
    {
        Check(output, cotangent);
        foreach (var node in nodes)
        {
            node.ForgetGradient();
        }

        Seed(output, cotangent);
        for (var i = output.Position; i > (to?.Position ?? -1); i--)
        {
            if (nodes[i].Reached)
            {
                nodes[i].ReachInputs();
                if (rule is null || !rule.Apply(nodes[i]))
                {
                    nodes[i].Pullback();
                }
            }
        }
    }

    /// <summary>The number of random ops recorded before: what tells their draws apart.</summary>
    internal int NextRandomNode() => randomNodes++;

    private IEnumerable<string?> LayerNames() => nodes.Where(node => node is not Leaf<T> && node.Name is not null).Select(node => node.Name).Distinct();

    private static void Seed(Node<T> output, Tensor<T>? cotangent)
    {
        var seed = output.Gradient.Span;
        output.Reached = true;
        if (cotangent is null)
        {
            seed[0] = T.One;
        }
        else
        {
            cotangent.Span.CopyTo(seed);
        }
    }

    private void Check(Node<T> output, Tensor<T>? cotangent)
    {
        if (!ReferenceEquals(output.Tape, this))
        {
            throw new ArgumentException($"Backward: the output {output} stands on another tape.");
        }

        if (cotangent is null && output.Value.Length != 1)
        {
            throw new ShapeException($"Backward: the output has shape {output.Shape}; without a cotangent it must be a single number.");
        }

        if (cotangent is not null && !cotangent.Shape.Equals(output.Shape))
        {
            throw new ShapeException($"Backward: the cotangent has shape {cotangent.Shape}, but the output has shape {output.Shape}.");
        }
    }
}
