using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Initialisation;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Hybrid;

/// <summary>
/// The rival of a hybrid model: the same convolutions and the same bridge to n numbers, but in place of the circuit a dense layer with a rectifier
/// and a dense layer to the scores, whose hidden width h makes the number of weights nearest to the circuit's and its head's: (n + 1) h + (h + 1) classes.
/// </summary>
public sealed class ClassicalTwin<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HybridOptions options;

    /// <summary>A twin with weights drawn from a seed. Throws <see cref="InputException"/> where the options describe no model.</summary>
    public ClassicalTwin(HybridOptions options, ulong seed = 0)
        : base("")
    {
        options.Validate();
        this.options = options;
        foreach (var layer in FeatureLayers.Of<T>(options))
        {
            Add(layer);
        }

        Hidden = Math.Max(1, (int)Math.Round((double)(QuantumWeights(options) - options.Classes) / (options.Qubits + 1 + options.Classes)));
        Add(new Dense<T>("hidden", options.Qubits, Hidden, initializer: Initializer.KaimingUniform(Initializer.ReluGain)));
        Add(Activation<T>.Relu("hidden.relu"));
        Add(new Dense<T>("scores", Hidden, options.Classes));
        Initialise(new SeededRandom(seed));
    }

    /// <summary>Width of the hidden layer.</summary>
    public int Hidden { get; }

    /// <inheritdoc/>
    public override string Architecture => $"{{\"classicalTwinOf\":{options.ToJson()}}}";

    /// <inheritdoc/>
    public override Shape SampleShape => new(options.InputShape.AsSpan());

    /// <summary>The weights of the circuit and its head.</summary>
    public static int QuantumWeights(HybridOptions options) => options.Blocks * options.Qubits * options.Rotations.Length + options.Head switch
    {
        Head.Scale => 1,
        Head.Linear => (HybridCircuit.Observables(options).Length + 1) * options.Classes,
        _ => 0,
    };

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => LayerChain.Apply(Children, x);
}
