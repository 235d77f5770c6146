using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// A network for one sample as a list of layers, each with its textbook definition in dual numbers. A forward pass from the output of any layer,
/// along any direction, gives the scores and their directional derivatives: an audit of gradients that shares no pullback with what it checks.
/// </summary>
public sealed record DualNetwork(IReadOnlyList<DualLayer> Layers)
{
    /// <summary>
    /// The output of the network, or of the layer named <paramref name="upTo"/>, for input <paramref name="x"/> of shape [C, H, W].
    /// </summary>
    public Tensor<double> Values(Tensor<double> x, string? upTo = null)
    {
        var end = upTo is null ? Layers.Count : IndexOf(upTo) + 1;
        var y = DualTensor.From(x);
        for (var layer = 0; layer < end; layer++)
        {
            y = Layers[layer].Apply(y);
        }

        return new Tensor<double>(y.Shape, Array.ConvertAll(y.Entries, entry => entry.Value));
    }

    /// <summary>
    /// The scores, given the output <paramref name="activation"/> of the layer named <paramref name="from"/>, and their derivatives along <paramref
    /// name="direction"/>.
    /// </summary>
    public DualTensor Derivative(string from, Tensor<double> activation, Tensor<double> direction)
    {
        var y = DualTensor.From(activation, direction);
        foreach (var layer in Layers.Skip(IndexOf(from) + 1))
        {
            y = layer.Apply(y);
        }

        return y;
    }

    /// <summary>
    /// (Q7) without a pullback: w_k = (1 / (W H)) d/de f^l(A + e 1_k), the derivative along the direction that is one on all pixels of map k and zero
    /// elsewhere. One forward pass per map.
    /// </summary>
    [Equation("QGrad-CAM", "7")]
    public double[] ChannelWeights(string layer, Tensor<double> activation, int target, CancellationToken cancellation = default)
    {
        var (maps, area) = (activation.Shape[0], activation.Shape[1] * activation.Shape[2]);
        var weights = new double[maps];
        for (var k = 0; k < maps; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var ones = new Tensor<double>(activation.Shape);
            ones.Slice(k).Span.Fill(1);
            weights[k] = Derivative(layer, activation, ones).Entries[target].Tangent / area;
        }

        return weights;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].Name == name)
            {
                return i;
            }
        }

        throw new InputException($"No layer is called '{name}'; the network has: {string.Join(", ", Layers.Select(layer => layer.Name))}.");
    }
}
