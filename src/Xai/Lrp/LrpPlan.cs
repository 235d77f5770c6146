using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Xai.Lrp.Maps;
using QXai.Xai.Lrp.Rules;
using QXai.Xai.Lrp.Steps;

namespace QXai.Xai.Lrp;

/// <summary>
/// The nodes that relevance will visit, from where it starts back to the input, each with its step and rule. Made before anything is propagated, so
/// that a node without a rule is refused up front, by name.
/// </summary>
internal sealed class LrpPlan
{
    private readonly List<LrpStep> steps = [];
    private readonly IReadOnlyList<Node<double>> nodes;
    private readonly Node<double> input;
    private readonly IReadOnlyList<Node<double>>? reference;
    private readonly Dictionary<Node<double>, int> positions = [], uses = [];

    /// <summary>
    /// The plan from <paramref name="start"/> to <paramref name="input"/> on one tape; <paramref name="reference"/> is the tape of the same model at
    /// the reference point, which circuits and bridges need.
    /// </summary>
    public LrpPlan(Node<double> start, Node<double> input, LrpComposite composite, Tape<double>? reference)
    {
        (nodes, this.input, this.reference) = (start.Tape.Nodes, input, reference?.Nodes);
        for (var i = 0; i < nodes.Count; i++)
        {
            positions[nodes[i]] = i;
            foreach (var read in nodes[i].Inputs)
            {
                uses[read] = uses.GetValueOrDefault(read) + 1;
            }
        }

        AddSteps(start);
        ChooseRules(composite);
    }

    /// <summary>Null where every node from <paramref name="start"/> to <paramref name="input"/> has a step, else which has not, as half a sentence.</summary>
    public static string? Refusal(Node<double> start, Node<double> input)
    {
        try
        {
            _ = new LrpPlan(start, input, LrpComposite.Uniform(new ZeroRule()), start.Tape);
            return null;
        }
        catch (InputException refusal)
        {
            return refusal.Message.TrimEnd('.');
        }
    }

    /// <summary>The steps, in order of execution.</summary>
    public IReadOnlyList<LrpStep> Steps => steps;

    private void AddSteps(Node<double> start)
    {
        HashSet<Node<double>> reached = [start];
        for (var i = positions[start]; i >= 0; i--)
        {
            if (reached.Contains(nodes[i]) && !ReferenceEquals(nodes[i], input))
            {
                var step = StepOf(nodes[i]);
                steps.Add(step);
                reached.UnionWith(step.Receivers);
            }
        }

        if (!reached.Contains(input))
        {
            throw new InputException($"LRP: '{start.Name}' does not depend on the input.");
        }
    }

    private void ChooseRules(LrpComposite composite)
    {
        // A layer is first where no layer with weights is among its ancestors.
        HashSet<Node<double>> behindWeights = [];
        foreach (var step in Enumerable.Reverse(steps))
        {
            var isBehind = step.Receivers.Any(behindWeights.Contains);
            if (isBehind || step is AffineStep { HasWeights: true })
            {
                behindWeights.Add(step.Node);
            }

            if (step is AffineStep affine)
            {
                affine.Rule = IsBridge(affine.Node) ? new DifferenceRule() : composite.Choose(affine.Place(!isBehind));
                affine.Reference = ReferenceOf(affine);
                if (affine.Refusal(affine.Rule) is { } reason)
                {
                    throw new InputException($"LRP: {reason}.");
                }
            }
        }
    }

    private LrpStep StepOf(Node<double> node) => node switch
    {
        Leaf<double> => throw new InputException($"LRP: relevance would end in the constant '{Name(node)}'; only the input may receive it."),
        BatchNorm2dOp<double> norm => Normalisation(norm),
        ILinearOp<double> { Weight: null or Leaf<double> } op => new AffineStep(node, KindOf(op), new OpMap(op), [Summand.Of(op.Input)]),
        AddOp<double> => SumOf(node, 1),
        SubtractOp<double> => SumOf(node, -1),
        MaxPoolOp<double> or ConcatOp<double> or SliceOp<double> or TransposeOp<double> => new MoveStep(node),
        ReluOp<double> or LeakyReluOp<double> or GeluOp<double> or TanhOp<double> or SigmoidOp<double> or SoftplusOp<double> or AtanOp<double>
            or ScaleOp<double> or ReshapeOp<double> or DropoutOp<double> => new PassStep(node, node.Inputs[0]),
        MultiplyOp<double> or DivideOp<double> when IsParameter(node.Inputs[1]) && node.Inputs[0].Shape.Equals(node.Shape)
            => new PassStep(node, node.Inputs[0]),
        MultiplyOp<double> when IsParameter(node.Inputs[0]) && node.Inputs[1].Shape.Equals(node.Shape) => new PassStep(node, node.Inputs[1]),
        CircuitOp<double> circuit => new CircuitStep(
            circuit,
            At(circuit.Inputs[0])
                ?? throw new InputException($"LRP: the circuit '{Name(node)}' is linearised about a reference point, but none was given.")),
        _ => throw new InputException($"LRP has no rule for the op {node.GetType().Name.Split('`')[0]} of '{Name(node)}'."),
    };

    /// <summary>A batch norm becomes one layer with the convolution or dense layer before it, where that has no other use.</summary>
    private AffineStep Normalisation(BatchNorm2dOp<double> norm) =>
        norm.Inputs[0] is ILinearOp<double> { Weight: Leaf<double> } before && uses[norm.Inputs[0]] == 1
            ? new AffineStep(norm, KindOf(before), OpMap.Folded(before, norm), [Summand.Of(before.Input)])
            : new AffineStep(norm, LrpKind.Normalisation, new ChannelMap(norm), [Summand.Of(norm.Inputs[0])]);

    /// <summary>a + b or a - b. A parameter may be broadcast: its numbers are what the other summand leaves of the sum.</summary>
    private AffineStep SumOf(Node<double> node, int sign)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        Summand[] summands = (IsParameter(a), IsParameter(b)) switch
        {
            (_, true) when a.Shape.Equals(node.Shape) => [Summand.Of(a), new(b, () => Less(node, a, 1), isParameter: true)],
            (true, _) when b.Shape.Equals(node.Shape) => [new(a, () => Less(node, b, sign), isParameter: true), Signed(b, sign)],
            _ when a.Shape.Equals(b.Shape) => [Summand.Of(a), Signed(b, sign)],
            _ => throw new InputException($"LRP: '{Name(node)}' adds branches of the shapes {a.Shape} and {b.Shape}; only a parameter may be broadcast."),
        };
        return new AffineStep(node, LrpKind.Sum, new SumMap(), summands);
    }

    private static Summand Signed(Node<double> node, int sign) => new(node, () => Array.ConvertAll(node.Value.Span.ToArray(), value => sign * value));

    /// <summary>sum - sign * summand.</summary>
    private static double[] Less(Node<double> sum, Node<double> summand, int sign) =>
        [.. Enumerable.Range(0, sum.Value.Length).Select(i => sum.Value.Span[i] - sign * summand.Value.Span[i])];

    private static LrpKind KindOf(ILinearOp<double> op) => op switch
    {
        Conv2dOp<double> => LrpKind.Convolution,
        { Weight: not null } => LrpKind.Dense,
        _ => LrpKind.Average,
    };

    /// <summary>Whether only passing steps stand between the layer and a circuit.</summary>
    private bool IsBridge(Node<double> node)
    {
        var behind = nodes.Skip(positions[node] + 1).Where(next => next.Inputs.Contains(node)).ToArray();
        return behind is [CircuitOp<double>] || (behind is [var next] && steps.Any(step => step is PassStep && step.Node == next) && IsBridge(next));
    }

    private Node<double>? ReferenceOf(AffineStep step) =>
        reference is null || step.Kind == LrpKind.Sum ? null : At(step.Receivers[0]);

    private Node<double>? At(Node<double> node) => reference?[positions[node]];

    private bool IsParameter(Node<double> node) => node is Leaf<double> && !ReferenceEquals(node, input);

    private static string Name(Node<double> node) => node.Name ?? node.ToString();
}
