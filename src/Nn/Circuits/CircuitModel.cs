using QXai.Autodiff;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Quantum;

namespace QXai.Nn.Circuits;

/// <summary>
/// A bare circuit as a model: the input x [inputs] goes straight into the circuit, and the scores are the expectations f^m = &lt;Q_m&gt;(x, w), or an
/// affine map of them, f = A &lt;Q&gt; + b. Nodes on a tape are called <c>circuit</c> and, with a head, <c>scores</c>.
/// </summary>
public sealed class CircuitModel : Module<double>
{
    private readonly CircuitLayer<double> layer;
    private readonly Dense<double>? head;

    /// <summary>
    /// A circuit with the values of its weights, and without or with an affine head: <paramref name="headWeights"/> [scores, observables] and
    /// <paramref name="headBias"/> [scores]. Throws <see cref="InputException"/> where the numbers do not fit the circuit.
    /// </summary>
    public CircuitModel(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> weights,
        Tensor<double>? headWeights = null,
        ReadOnlySpan<double> headBias = default)
        : base("")
    {
        Check(circuit, observables, weights.Length);
        layer = Add(new CircuitLayer<double>("circuit", circuit, observables));
        weights.CopyTo(layer.Weights.Value.Span);
        if (headWeights is not null)
        {
            CheckHead(headWeights.Shape, observables.Count, headBias.Length);
            head = Add(new Dense<double>("scores", observables.Count, headWeights.Shape[0]));
            headWeights.Span.CopyTo(head.Parameters[0].Value.Span);
            headBias.CopyTo(head.Parameters[1].Value.Span);
        }
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit => layer.Circuit;

    /// <summary>The observables Q_m.</summary>
    public IReadOnlyList<Observable> Observables => layer.Observables;

    /// <summary>The values of the circuit's weights.</summary>
    public ReadOnlySpan<double> Weights => layer.Weights.Value.Span;

    /// <summary>A of the head, [scores, observables]; null without a head.</summary>
    public Tensor<double>? HeadWeights => head?.Parameters[0].Value;

    /// <summary>b of the head, [scores]; null without a head.</summary>
    public Tensor<double>? HeadBias => head?.Parameters[1].Value;

    /// <inheritdoc/>
    public override Shape SampleShape => new(Circuit.Inputs);

    /// <summary>The circuit, gate by gate, and the observables, as canonical JSON: angles and matrices in full precision.</summary>
    public override string Architecture => CircuitArchitecture.Of(Circuit, Observables);

    /// <inheritdoc/>
    protected override Node<double> Compute(Node<double> x) => head is null ? layer.Apply(x) : head.Apply(layer.Apply(x));

    private static void Check(Circuit circuit, IReadOnlyList<Observable> observables, int weights)
    {
        if (circuit.Inputs == 0)
        {
            throw new InputException("The circuit has no inputs, so there is nothing whose relevance could be asked for.");
        }

        if (observables.Count == 0)
        {
            throw new InputException("The circuit has no observable, so there is no score to explain.");
        }

        if (weights != circuit.Weights)
        {
            throw new InputException($"The circuit has {circuit.Weights} weights, but {weights} values were given.");
        }
    }

    private static void CheckHead(Shape weights, int observables, int bias)
    {
        if (weights.Rank != 2 || weights[1] != observables || weights[0] != bias)
        {
            throw new InputException(
                $"The head's weights of shape {weights} and its {bias} biases do not fit: [scores, {observables}] and one bias per score are needed.");
        }
    }
}
