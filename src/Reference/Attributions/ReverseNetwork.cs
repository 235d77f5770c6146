using QXai.Numerics;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Attributions;

/// <summary>
/// The chain rule written out from the score to the input, layer by layer, for one sample: dx_j = sum over o of dy_o dy_o/dx_j, every dy_o/dx_j from
/// the layer's definition. Elementwise functions and circuits are differentiated in dual numbers. Shares no pullback, no tape and no kernel with the library.
/// </summary>
public sealed class ReverseNetwork(DualNetwork network)
{
    private const int MostNodes = 1024;

    /// <summary>The outputs of all layers, the input first.</summary>
    public Tensor<double>[] Activations(Tensor<double> x)
    {
        List<Tensor<double>> values = [x];
        foreach (var layer in network.Layers)
        {
            var y = layer.Apply(DualTensor.From(values[^1]));
            values.Add(new Tensor<double>(y.Shape, Array.ConvertAll(y.Entries, entry => entry.Value)));
        }

        return [.. values];
    }

    /// <summary>d f^l / d x, or with <paramref name="layer"/> by the outputs of the layer of that name.</summary>
    public double[] Gradient(Tensor<double> x, int target, string? layer = null) => Back(Activations(x), target, After(layer), PullbackOf.Layer);

    /// <summary>Guided backpropagation (Springenberg et al. 2015): a rectifier passes dx = dy where x and dy are positive.</summary>
    public double[] Guided(Tensor<double> x, int target) => Back(Activations(x), target, 0, (layer, input, dy) => PullbackOf.Layer(
        layer, input, layer is PointwiseLayer pointwise && pointwise.Function == Dual.Relu ? [.. dy.Select(d => Math.Max(d, 0))] : dy));

    /// <summary>
    /// DeepLIFT's multipliers with the rescale rule (Shrikumar et al. 2017): at an elementwise function dy/dx is (y - y~) / (x - x~); max pooling
    /// hands a rise to the entry that wins at x and a fall to the one that won at the reference x~; a circuit's slopes are averaged along the
    /// straight line between its two inputs.
    /// </summary>
    public double[] Multipliers(Tensor<double> x, Tensor<double> reference, int target)
    {
        var (here, there) = (Activations(x), Activations(reference));
        var number = network.Layers.Count;
        return Back(here, target, 0, (layer, input, dy) =>
        {
            number--;
            var (other, y, otherY) = (there[number], here[number + 1], there[number + 1]);
            return layer switch
            {
                PointwiseLayer pointwise => Rescaled(pointwise, input, other, y, otherY, dy),
                PoolingLayer { Mean: false } pooling => Winners(pooling, input, other, y, otherY, dy),
                CircuitLayer circuit => Averaged(circuit, input, other, y, otherY, dy),
                _ => PullbackOf.Layer(layer, input, dy),
            };
        });
    }

    private double[] Back(Tensor<double>[] values, int target, int end, Func<DualLayer, Tensor<double>, double[], double[]> pullback)
    {
        var dy = new double[values[^1].Length];
        dy[target] = 1;
        for (var layer = network.Layers.Count - 1; layer >= end; layer--)
        {
            dy = pullback(network.Layers[layer], values[layer], dy);
        }

        return dy;
    }

    private static double[] Rescaled(PointwiseLayer layer, Tensor<double> x, Tensor<double> other, Tensor<double> y, Tensor<double> otherY, double[] dy)
    {
        var dx = PullbackOf.Layer(layer, x, dy);
        for (var i = 0; i < dx.Length; i++)
        {
            var step = x.Span[i] - other.Span[i];
            dx[i] = Math.Abs(step) > 1e-12 * (1 + Math.Abs(x.Span[i])) ? dy[i] * (y.Span[i] - otherY.Span[i]) / step : dx[i];
        }

        return dx;
    }

    private static double[] Winners(PoolingLayer layer, Tensor<double> x, Tensor<double> other, Tensor<double> y, Tensor<double> otherY, double[] dy)
    {
        var (dx, output) = (new double[x.Length], 0);
        foreach (var window in Relevance.RowLayer.MaxWindows(layer, x.Shape))
        {
            var difference = y.Span[output] - otherY.Span[output];
            var at = difference < 0 ? other : x;
            var winner = window.MaxBy(pixel => at.Span[pixel]);
            dx[winner] += difference == 0 ? dy[output] : dy[output] * difference / (x.Span[winner] - other.Span[winner]);
            output++;
        }

        return dx;
    }

    /// <summary>The number of nodes is doubled until the slopes account for the outputs' difference: sum_i m_i (x_i - x~_i) = sum_o dy_o (y_o -
    /// y~_o).</summary>
    private static double[] Averaged(CircuitLayer layer, Tensor<double> x, Tensor<double> other, Tensor<double> y, Tensor<double> otherY, double[] dy)
    {
        var promised = dy.Select((d, o) => d * (y.Span[o] - otherY.Span[o])).Sum();
        double[] step = [.. Enumerable.Range(0, x.Length).Select(i => x.Span[i] - other.Span[i])];
        for (var nodes = 16; ; nodes *= 2)
        {
            var (points, weights) = GaussLegendre.Rule(nodes);
            var slopes = new double[nodes][];
            Parallel.For(0, nodes, t => slopes[t] = PullbackOf.Layer(
                layer, Tensor<double>.From(x.Shape, [.. step.Select((d, i) => other.Span[i] + points[t] * d)]), dy));
            double[] mean = [.. step.Select((_, i) => weights.Select((w, t) => w * slopes[t][i]).Sum())];
            double[] shares = [.. mean.Select((m, i) => m * step[i])];
            if (nodes >= MostNodes || Math.Abs(shares.Sum() - promised) <= 1e-13 * (1 + shares.Sum(Math.Abs)))
            {
                return mean;
            }
        }
    }

    private int After(string? name)
    {
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i].Name == name)
            {
                return i + 1;
            }
        }

        return name is null
            ? 0 :
             throw new InputException($"No layer is called '{name}'; the network has: {string.Join(", ", network.Layers.Select(layer => layer.Name))}.");
    }
}
