using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Checkpoints;
using QXai.Nn.Circuits;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Nn.SafeTensors;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Batch;

namespace QXai.Nn.Hybrid;

/// <summary>
/// The hybrid model: a convolutional network F with a dense bridge to angles, a variational circuit, and a head G. Nodes on a tape are called
/// <c>conv1</c>, <c>conv1.norm</c>, <c>conv1.relu</c>,
/// <c>pool1</c>, ..., <c>angles</c> (the bridge's output), <c>circuit</c> (the expectations) and <c>scores</c>.
/// </summary>
public sealed class HybridModel<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CircuitLayer<T> circuit;

    /// <summary>A model with weights drawn from a seed. Throws <see cref="InputException"/> where the options describe no model.</summary>
    public HybridModel(HybridOptions options, ulong seed = 0)
        : this(Checked(options), HybridCircuit.Build(options), HybridCircuit.Observables(options)) =>
        Initialise(new SeededRandom(seed));

    /// <summary>A model whose weights are yet to be set.</summary>
    private HybridModel(HybridOptions options, Circuit vqc, IReadOnlyList<Observable> observables)
        : base("")
    {
        Options = options;
        foreach (var layer in FeatureLayers.Of<T>(options))
        {
            Add(layer);
        }

        circuit = Add(new CircuitLayer<T>(
            "circuit",
            vqc,
            observables,
            new Shape(options.Blocks, options.Qubits, options.Rotations.Length),
            precision: options.CircuitPrecision));
        Add<Module<T>>(options.Head switch
        {
            Head.Linear => new Dense<T>("scores", circuit.Observables.Count, options.Classes),
            Head.Scale => new LearnableScale<T>("scores", options.InitialScale),
            _ => new Scale<T>("scores", 1),
        });
    }

    /// <summary>The architecture.</summary>
    public HybridOptions Options { get; }

    /// <summary>The circuit: inputs are the angles, weights are <see cref="CircuitWeights"/> in row-major order.</summary>
    public Circuit Circuit => circuit.Circuit;

    /// <summary>The observables whose expectations the head turns into scores.</summary>
    public IReadOnlyList<Observable> Observables => circuit.Observables;

    /// <summary>The circuit's weights, [blocks, qubits, rotations].</summary>
    public Parameter<T> CircuitWeights => circuit.Weights;

    /// <summary>The names of the convolutions, from first to last.</summary>
    public IReadOnlyList<string> Convolutions => [.. Children.OfType<Conv2d<T>>().Select(layer => layer.Name)];

    /// <inheritdoc/>
    public override string Architecture => Options.ToJson();

    /// <inheritdoc/>
    public override Shape SampleShape => new(Options.InputShape.AsSpan());

    /// <summary>Reads a model file. Throws <see cref="InputException"/>, one line that begins with the path, where it is none.</summary>
    public static HybridModel<T> Load(string path)
    {
        var file = SafeTensorsFile.Read(path);
        var options = HybridOptions.FromJson(ModelFile.Architecture(file, path), path);
        var model = new HybridModel<T>(options, HybridCircuit.Build(options), HybridCircuit.Observables(options));
        ModelFile.Load(model, file, path);
        return model;
    }

    /// <summary>Writes the model file atomically.</summary>
    public void Save(string path) => ModelFile.Save(this, path);

    /// <summary>Scores f = G(VQC(F(x))) of images x [n, channels, height, width], normalised: [n, classes], before any softmax.</summary>
    [Equation("QGrad-CAM", "3")]
    public Node<T> Forward(Tape<T> tape, Tensor<T> x) => Apply(tape.Input(x));

    /// <summary>The scores G(VQC(x)) of angles x [n, qubits]: what stands behind the bridge.</summary>
    public Node<T> ApplyToAngles(Node<T> angles) => LayerChain.Apply([.. Children.SkipWhile(layer => layer.Name != "angles").Skip(1)], angles);

    /// <summary>
    /// The same weights in double precision, the circuit too, and without fused operations: every layer's node is on the tape, as explanations need.
    /// </summary>
    public HybridModel<double> ForExplanation() => HybridModel<double>.CopyOf(this, Options with { CircuitPrecision = Precision.Double });

    /// <summary>A model of its own with the same weights. The circuit, which is immutable, and what was planned for it serve both.</summary>
    public HybridModel<T> Copy() => CopyOf(this, Options);

    private static HybridModel<T> CopyOf<TOther>(HybridModel<TOther> other, HybridOptions options)
        where TOther : unmanaged, IFloatingPointIeee754<TOther>
    {
        var model = new HybridModel<T>(options, other.Circuit, other.Observables);
        model.CopyStateFrom(other);
        return model;
    }

    private static HybridOptions Checked(HybridOptions options)
    {
        options.Validate();
        return options;
    }

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x)
    {
        if (x.Shape.Rank != 4 || !x.Shape.Extents[1..].SequenceEqual(Options.InputShape.AsSpan()))
        {
            throw new ShapeException($"HybridModel: images of shape {x.Shape} are not [samples, {string.Join(", ", Options.InputShape)}].");
        }

        return LayerChain.Apply(Children, x);
    }
}
