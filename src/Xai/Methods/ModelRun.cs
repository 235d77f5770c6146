using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>One forward pass of a model in double precision, its tape, and the score that is to be explained: f^l, before any softmax.</summary>
public sealed class ModelRun
{
    private readonly Node<double> scores;

    internal ModelRun(ExplainedModel model, Tensor<double> input, Leaf<double> inputNode, Node<double> scores, int target)
    {
        (Model, Input, InputNode, this.scores) = (model, input, inputNode, scores);
        Scores = scores.Value.Span.ToArray();
        Target = target >= 0 && target < Scores.Count
            ? target
            : throw new InputException($"Class {target} does not exist; the model's classes are numbered 0 to {Scores.Count - 1}.");
    }

    /// <summary>The model that was run.</summary>
    public ExplainedModel Model { get; }

    /// <summary>x, the input without a batch's axis: [C, H, W] or [n].</summary>
    public Tensor<double> Input { get; }

    /// <summary>The leaf that holds x as a batch of one.</summary>
    public Leaf<double> InputNode { get; }

    /// <summary>The record of the computation, input to scores.</summary>
    public Tape<double> Tape => scores.Tape;

    /// <summary>(Q6): f^0, f^1, ..., one score per class.</summary>
    [Equation("QGrad-CAM", "6")]
    public IReadOnlyList<double> Scores { get; }

    /// <summary>The node of the scores.</summary>
    public Node<double> Output => scores;

    /// <summary>l, the class whose score is explained.</summary>
    public int Target { get; }

    /// <summary>The circuit's node. Throws <see cref="InputException"/> where the model has none, or several.</summary>
    public CircuitOp<double> Circuit =>
        Tape.Nodes.OfType<CircuitOp<double>>().ToArray() is [var circuit]
            ? circuit
            : throw new InputException(
                $"The model has {Tape.Nodes.OfType<CircuitOp<double>>().Count()} circuits, but this method needs exactly one.");

    /// <summary>
    /// The activation maps of a layer, a node of shape [1, K, H, W]: the one called <paramref name="layer"/>, or without a name the last
    /// convolution's after its rectifier. Throws <see cref="InputException"/> where there is none of that name or it has no maps.
    /// </summary>
    public Node<double> Maps(string? layer)
    {
        var node = layer is null ? LastRectifiedConvolution() : Tape.Find(layer);
        return node.Shape.Rank == 4
            ? node
            : throw new InputException(
                $"Layer '{node.Name}' has values of shape {node.Shape}, but a map of relevance needs [1, channels, height, width].");
    }

    /// <summary>
    /// Reverse mode from f^l: the gradients of all nodes, d f^l / d node. With a <paramref name="rule"/>, what the rule propagates instead.
    /// </summary>
    public void DifferentiateScore(IPullbackRule<double>? rule = null) => Tape.Backward(scores, Seed(), rule);

    /// <summary>d f^l / d&lt;Q_m&gt;, the head's slopes at the circuit's expectations: reverse mode from f^l that ends there.</summary>
    internal double[] HeadSlopes()
    {
        Tape.Backward(scores, Seed(), to: Circuit);
        return Circuit.Gradient.Span.ToArray();
    }

    /// <summary>d f^l / d x, of the input's shape, after <see cref="DifferentiateScore"/>; a copy.</summary>
    public Tensor<double> InputGradient() => InputNode.Gradient.Clone().Reshape(Input.Shape);

    /// <summary>f^l where a node has another value: only what was computed after the node is computed again, and everything is put back.</summary>
    internal double ScoreWith(Node<double> node, Tensor<double> value)
    {
        var (own, after) = (node.Value.Clone(), Tape.Nodes.SkipWhile(other => other != node).Skip(1).ToArray());
        value.Span.CopyTo(node.Value.Span);
        ForwardAll();
        var score = scores.Value.Span[Target];
        own.Span.CopyTo(node.Value.Span);
        ForwardAll();
        return score;

        void ForwardAll()
        {
            foreach (var later in after)
            {
                later.Forward();
            }
        }
    }

    /// <summary>The layers that the model has maps of, [1, K, H, W], in order.</summary>
    public IEnumerable<string> LayersWithMaps() =>
        Tape.Nodes.Where(node => node is not Leaf<double> && node.Name is not null && node.Shape.Rank == 4).Select(node => node.Name!).Distinct();

    /// <summary>Whether there is a convolution.</summary>
    internal bool HasConvolution => Tape.Nodes.OfType<Conv2dOp<double>>().Any();

    /// <summary>One at the target, zeros elsewhere.</summary>
    private Tensor<double> Seed()
    {
        var seed = new Tensor<double>(scores.Shape);
        seed.Span[Target] = 1;
        return seed;
    }

    private Node<double> LastRectifiedConvolution()
    {
        var convolution = Tape.Nodes.OfType<Conv2dOp<double>>().LastOrDefault()
            ?? throw new InputException("The model has no convolution, so there are no maps to weigh.");
        return Tape.Nodes.SkipWhile(node => node != convolution).OfType<ReluOp<double>>().FirstOrDefault() ?? (Node<double>)convolution;
    }
}
