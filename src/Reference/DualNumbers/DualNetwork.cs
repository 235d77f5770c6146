using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// A network for one sample as a list of layers, each with its textbook definition in dual numbers. A forward pass from the output of any layer,
/// along any direction, gives the scores and their directional derivatives: an audit of gradients that shares no pullback with what it checks.
/// </summary>
public sealed record DualNetwork(IReadOnlyList<DualLayer> Layers)
{
    /// <summary>
    /// The output of the network, or of the layer named <paramref name="upTo"/>, for input <paramref name="x"/> of shape [C, H, W], or for the output
    /// <paramref name="x"/> of the layer named <paramref name="from"/>.
    /// </summary>
    public Tensor<double> Values(Tensor<double> x, string? upTo = null, string? from = null)
    {
        var y = Apply(DualTensor.From(x), from is null ? 0 : IndexOf(from) + 1, upTo);
        return new Tensor<double>(y.Shape, Array.ConvertAll(y.Entries, entry => entry.Value));
    }

    /// <summary>
    /// The scores, or the output of the layer named <paramref name="upTo"/>, given the output <paramref name="activation"/> of the layer named
    /// <paramref name="from"/>, and their derivatives along <paramref name="direction"/>.
    /// </summary>
    public DualTensor Derivative(string from, Tensor<double> activation, Tensor<double> direction, string? upTo = null) =>
        Apply(DualTensor.From(activation, direction), IndexOf(from) + 1, upTo);

    /// <summary>d f^l / d x_q for every entry x_q of a layer's output without a pullback: one forward pass along each of them.</summary>
    public double[] Slopes(string layer, Tensor<double> activation, int target, CancellationToken cancellation = default) =>
        Passes(activation.Length, cancellation, q =>
        {
            var direction = new Tensor<double>(activation.Shape);
            direction.Span[q] = 1;
            return Derivative(layer, activation, direction).Entries[target].Tangent;
        });

    /// <summary>
    /// (Q7) without a pullback: w_k = (1 / (W H)) d/de f^l(A + e 1_k), the derivative along the direction that is one on all pixels of map k and zero
    /// elsewhere. One forward pass per map.
    /// </summary>
    [Equation("QGrad-CAM", "7")]
    public double[] ChannelWeights(string layer, Tensor<double> activation, int target, CancellationToken cancellation = default) =>
        Weights(activation, cancellation, ones => Derivative(layer, activation, ones).Entries[target].Tangent);

    /// <summary>
    /// The same where the slopes s_q = d f^l / d x_q of a later layer's outputs are known: a directional derivative is linear in its direction, so
    /// w_k is the sum over q of s_q times the derivative of x_q along the map, and no pass goes further than that layer.
    /// </summary>
    [Equation("QGrad-CAM", "7")]
    public double[] ChannelWeightsThrough(
        string layer, Tensor<double> activation, string through, IReadOnlyList<double> slopes, CancellationToken cancellation = default) =>
        Weights(activation, cancellation, ones => Derivative(layer, activation, ones, through).Entries.Zip(slopes, (x, slope) => slope * x.Tangent).Sum());

    private static double[] Weights(Tensor<double> activation, CancellationToken cancellation, Func<Tensor<double>, double> derivative)
    {
        var (maps, area) = (activation.Shape[0], activation.Shape[1] * activation.Shape[2]);
        return Passes(maps, cancellation, k =>
        {
            var ones = new Tensor<double>(activation.Shape);
            ones.Slice(k).Span.Fill(1);
            return derivative(ones) / area;
        });
    }

    /// <summary>Passes that have nothing to do with each other, on all processors.</summary>
    private static double[] Passes(int count, CancellationToken cancellation, Func<int, double> pass)
    {
        var results = new double[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, k => results[k] = pass(k));
        return results;
    }

    private DualTensor Apply(DualTensor x, int first, string? upTo)
    {
        var end = upTo is null ? Layers.Count : IndexOf(upTo) + 1;
        for (var layer = first; layer < end; layer++)
        {
            x = Layers[layer].Apply(x);
        }

        return x;
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
