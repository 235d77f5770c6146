using QXai.Numerics;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Randomisation;

/// <summary>
/// Cascading randomisation (Adebayo et al. 2018, section 3) by its definition: from the head down, layer after layer gets the weights of a new model.
/// Weights are uniform in (-b, b), biases zero, a norm's weight one: b = sqrt(6 / fan-in) for convolutions (He et al. 2015), 0.15 sqrt(3 / fan-in) for
/// the bridge to the angles, sqrt(6 / (fan-in + fan-out)) for the head (Glorot and Bengio 2010). The circuit's weights are uniform in (-pi, pi).
/// </summary>
public sealed class TextbookCascade
{
    private readonly List<(string Name, DualNetwork Network)> stages = [];
    private readonly ulong seed;
    private readonly Func<string, int> position;
    private readonly DualLayer[] layers;

    private TextbookCascade(DualNetwork network, ulong seed, Func<string, int> position) =>
        (this.seed, this.position, layers) = (seed, position, [.. network.Layers]);

    /// <summary>The stages of a network with a circuit, each with all that those before it randomised.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed. The new model's is its part 0, the circuit's weights come from its part 1.</param>
    /// <param name="blocks">How many equal blocks the circuit's weights make.</param>
    /// <param name="position">The place of a layer among the model's, from 1: which part of the new model's seed it is drawn from.</param>
    public static IReadOnlyList<(string Name, DualNetwork Network)> Of(DualNetwork network, ulong seed, int blocks, Func<string, int> position)
    {
        var cascade = new TextbookCascade(network, seed, position);
        var circuit = Array.FindIndex(cascade.layers, layer => layer is CircuitLayer);
        if (cascade.layers[^1] is DenseLayer head)
        {
            cascade.Dense(cascade.layers.Length - 1, Math.Sqrt(6.0 / (head.Weight.Shape[0] + head.Weight.Shape[1])));
        }

        cascade.Circuit(circuit, blocks);
        for (var i = circuit - 1; i >= 0; i--)
        {
            switch (cascade.layers[i])
            {
                case DenseLayer bridge:
                    cascade.Dense(i, 0.15 * Math.Sqrt(3.0 / bridge.Weight.Shape[1]));
                    break;
                case ConvolutionLayer:
                    cascade.Convolution(i);
                    break;
            }
        }

        return cascade.stages;
    }

    private void Dense(int i, double bound)
    {
        var layer = (DenseLayer)layers[i];
        layers[i] = layer with { Weight = Drawn(layer.Name, layer.Weight.Shape, bound), Bias = Zero(layer.Bias) };
        Close(layer.Name);
    }

    private void Convolution(int i)
    {
        var layer = (ConvolutionLayer)layers[i];
        var fan = layer.Weight.Shape[1] * layer.Weight.Shape[2] * layer.Weight.Shape[3];
        layers[i] = layer with { Weight = Drawn(layer.Name, layer.Weight.Shape, Math.Sqrt(6.0 / fan)), Bias = Zero(layer.Bias) };
        if (layers[i + 1] is NormalisationLayer norm)
        {
            layers[i + 1] = norm with { Weight = Tensor<double>.Full(norm.Weight.Shape, 1), Bias = Zero(norm.Bias)! };
        }

        Close(layer.Name);
    }

    private void Circuit(int i, int blocks)
    {
        var layer = (CircuitLayer)layers[i];
        var random = new TextbookRandom(TextbookRandom.PartSeed(seed, 1));
        double[] fresh = [.. layer.Weights.Select(_ => random.Uniform(-Math.PI, Math.PI))], weights = [.. layer.Weights];
        for (var (block, size) = (blocks - 1, weights.Length / blocks); block >= 0; block--)
        {
            Array.Copy(fresh, block * size, weights, block * size, size);
            layers[i] = layer with { Weights = [.. weights] };
            Close($"{layer.Name} block {block + 1}");
        }
    }

    private void Close(string name) => stages.Add((name, new DualNetwork([.. layers])));

    private Tensor<double> Drawn(string layer, Shape shape, double bound)
    {
        var random = new TextbookRandom(TextbookRandom.PartSeed(TextbookRandom.PartSeed(seed, 0), (ulong)position(layer)));
        return Tensor<double>.From(shape, [.. Enumerable.Range(0, shape.Count).Select(_ => random.Uniform(-bound, bound))]);
    }

    private static Tensor<double>? Zero(Tensor<double>? bias) => bias is null ? null : new Tensor<double>(bias.Shape);
}
