using System.Globalization;
using QXai.Numerics;
using QXai.Reference.Attributions;
using QXai.Reference.DualNumbers;
using QXai.Reference.Randomisation;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// Methods that give every element of a picture, or every input of a bare circuit, its relevance, by their definitions: slopes at one point or at
/// many by the chain rule written out, or scores of changed inputs.
/// </summary>
internal static class InputTwin
{
    /// <summary>The relevance; null for a method that has no twin.</summary>
    public static double[]? Of(DualNetwork network, Tensor<double> x, Explanation explanation)
    {
        var (target, reverse) = (explanation.Target, new ReverseNetwork(network));
        double[] values = x.Span.ToArray(), reference = explanation.Reference?.Span.ToArray() ?? new double[x.Length];
        return explanation.Method switch
        {
            "saliency" => [.. reverse.Gradient(x, target).Select(Math.Abs)],
            "input-x-gradient" => [.. reverse.Gradient(x, target).Select((slope, i) => values[i] * slope)],
            "guided-backpropagation" => reverse.Guided(x, target),
            "deeplift" => [.. reverse.Multipliers(x, explanation.Reference!, target).Select((m, i) => m * (values[i] - reference[i]))],
            "integrated-gradients" => Integrated(),
            "smoothgrad" => Smoothed(),
            "occlusion" => new TextbookPerturbation(network, x, target).Occlusion(Whole("window"), Whole("stride"), Real("fill")),
            "shapley" => new TextbookPerturbation(network, x, target).Shapley(explanation.Reference!, Whole("groups")),
            _ => null,
        };

        // (x - x~) sum_m w_m df/dx at x~ + t_m (x - x~).
        double[] Integrated()
        {
            var (nodes, weights) = Nodes(Text("quadrature"), Whole("steps"));
            var mean = Mean(weights, m => [.. reference.Select((r, i) => r + nodes[m] * (values[i] - r))]);
            return [.. mean.Select((slope, i) => slope * (values[i] - reference[i]))];
        }

        // The mean of df/dx at x + e_n, the noise being drawn number by number, sample after sample: as a share of a picture's range, or in radians.
        double[] Smoothed()
        {
            var random = new TextbookRandom(ulong.Parse(Text("seed"), CultureInfo.InvariantCulture));
            var (samples, deviation) = (Whole("samples"), Real("noise") * (network.Layers[0] is CircuitLayer ? 1 : values.Max() - values.Min()));
            double[][] copies = [.. Enumerable.Range(0, samples).Select(_ => values.Select(value => value + deviation * random.Normal()).ToArray())];
            return Mean([.. copies.Select(_ => 1.0 / samples)], m => copies[m]);
        }

        double[] Mean(double[] weights, Func<int, double[]> point)
        {
            var slopes = new double[weights.Length][];
            Parallel.For(0, weights.Length, m => slopes[m] = reverse.Gradient(Tensor<double>.From(x.Shape, point(m)), target));
            return [.. values.Select((_, i) => weights.Select((weight, m) => weight * slopes[m][i]).Sum())];
        }

        string Text(string name) => explanation.Options.Single(option => option.Name == name).Value;

        int Whole(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

        double Real(string name) => double.Parse(Text(name), CultureInfo.InvariantCulture);
    }

    private static (double[] Nodes, double[] Weights) Nodes(string rule, int n) => rule switch
    {
        "gauss-legendre" => GaussLegendre.Rule(n),
        "trapezoid" => ([.. Enumerable.Range(0, n).Select(i => i / (n - 1.0))], [.. Enumerable.Range(0, n).Select(i => (i == 0 || i == n - 1 ? 1 : 2) / (2.0 * (n - 1)))]),
        _ => ([.. Enumerable.Range(0, n).Select(i => (i + rule switch { "left" => 0, "right" => 1, _ => 0.5 }) / n)], [.. Enumerable.Repeat(1.0 / n, n)]),
    };
}
