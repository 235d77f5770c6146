using QXai.Numerics;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Relevance;

/// <summary>
/// Layer-wise relevance propagation through a network for one sample, output by output: every output's relevance is shared by the row equation of its rule
/// (<see cref="TextbookRules"/>). The slow twin of the library's backwards loop; activations come from the textbook forward pass.
/// </summary>
public sealed class RelevanceNetwork
{
    private readonly IReadOnlyList<DualLayer> layers;
    private readonly IReadOnlyList<Tensor<double>> activations;
    private readonly IReadOnlyList<Tensor<double>>? references;

    /// <summary>A network with input <paramref name="x"/>, [C, H, W], and reference point, which circuits and difference rules need.</summary>
    public RelevanceNetwork(DualNetwork network, Tensor<double> x, Tensor<double>? reference = null)
    {
        layers = network.Layers;
        activations = Activations(network, x);
        references = reference is null ? null : Activations(network, reference);
    }

    /// <summary>The value of the layer of that name.</summary>
    public Tensor<double> Value(string layer) => activations[After(layer)];

    /// <summary>The value of the layer of that name at the reference point.</summary>
    public Tensor<double> ReferenceValue(string layer) => references![After(layer)];

    /// <summary>
    /// Propagates relevance of the outputs of the layer named <paramref name="from"/> to the input. <paramref name="rules"/> gives the rule of an
    /// affine layer by its name (with a norm folded in, the norm's). Returns the input's relevance and the ledger, from the start to the input.
    /// </summary>
    public (double[] Relevance, IReadOnlyList<TextbookEntry> Ledger) Propagate(
        string from, double[] relevance, Func<string, Func<RelevanceRow, RowShares>> rules)
    {
        List<TextbookEntry> ledger = [];
        for (var i = After(from) - 1; i >= 0; i--)
        {
            var norm = i > 0 && layers[i - 1] is ConvolutionLayer ? layers[i] as NormalisationLayer : null;
            var name = layers[i].Name;
            i -= norm is null ? 0 : 1;
            var (layer, x) = (layers[i], activations[i]);
            var (shared, entry) = layer switch
            {
                PoolingLayer { Mean: false } pooling => Winners(pooling, x, relevance),
                CircuitLayer circuit => Linearised(circuit, x, references![i], relevance),
                _ when RowLayer.Rows(layer, norm, x, references?[i]) is { } rows => Affine(rows, rules(name), x.Length, relevance),
                _ => (relevance, new TextbookEntry("", relevance.Sum(), relevance.Sum())),
            };
            ledger.Add(entry with { Layer = name });
            relevance = shared;
        }

        return (relevance, ledger);
    }

    private static (double[], TextbookEntry) Affine(IEnumerable<RelevanceRow> rows, Func<RelevanceRow, RowShares> rule, int inputs, double[] relevance)
    {
        var (shared, k) = (new double[inputs], 0);
        double bias = 0, stabiliser = 0, dead = 0;
        foreach (var row in rows)
        {
            var incoming = relevance[k++];
            if (incoming == 0)
            {
                continue;
            }

            var shares = rule(row);
            for (var j = 0; j < row.Inputs.Length; j++)
            {
                shared[row.Inputs[j]] += shares.Inputs[j] * incoming;
            }

            bias += shares.Bias * incoming;
            stabiliser += shares.Stabiliser * incoming;
            dead += shares.Dead * incoming;
        }

        return (shared, new TextbookEntry("", relevance.Sum(), shared.Sum(), bias, stabiliser, dead));
    }

    /// <summary>The first of the largest takes all.</summary>
    private static (double[], TextbookEntry) Winners(PoolingLayer layer, Tensor<double> x, double[] relevance)
    {
        var (shared, output) = (new double[x.Length], 0);
        foreach (var window in RowLayer.MaxWindows(layer, x.Shape))
        {
            shared[window.MaxBy(pixel => x.Span[pixel])] += relevance[output++];
        }

        return (shared, new TextbookEntry("", relevance.Sum(), shared.Sum()));
    }

    /// <summary>R_q = (x_q - x~_q) sum_m (R_m / y_m) dy_m/dx_q, every derivative by a forward pass in dual numbers.</summary>
    private static (double[], TextbookEntry) Linearised(CircuitLayer layer, Tensor<double> x, Tensor<double> reference, double[] relevance)
    {
        var shared = new double[x.Length];
        double[] values = [.. layer.Apply(DualTensor.From(x)).Entries.Select(entry => entry.Value)];
        for (var q = 0; q < shared.Length; q++)
        {
            var direction = new Tensor<double>(x.Shape);
            direction.Span[q] = x.Span[q] - reference.Span[q];
            var slopes = layer.Apply(DualTensor.From(x, direction)).Entries;
            shared[q] = Enumerable.Range(0, values.Length).Where(m => values[m] != 0).Sum(m => relevance[m] / values[m] * slopes[m].Tangent);
        }

        var dead = Enumerable.Range(0, values.Length).Where(m => values[m] == 0).Sum(m => relevance[m]);
        return (shared, new TextbookEntry("", relevance.Sum(), shared.Sum(), Dead: dead, Remainder: relevance.Sum() - dead - shared.Sum()));
    }

    private static IReadOnlyList<Tensor<double>> Activations(DualNetwork network, Tensor<double> x)
    {
        List<Tensor<double>> values = [x];
        var y = DualTensor.From(x);
        foreach (var layer in network.Layers)
        {
            y = layer.Apply(y);
            values.Add(new Tensor<double>(y.Shape, Array.ConvertAll(y.Entries, entry => entry.Value)));
        }

        return values;
    }

    private int After(string name)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i].Name == name)
            {
                return i + 1;
            }
        }

        throw new InputException($"No layer is called '{name}'; the network has: {string.Join(", ", layers.Select(layer => layer.Name))}.");
    }
}
