using System.Globalization;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Relevance;

/// <summary>
/// Which rule of relevance propagation a layer takes, as Kohlbrenner et al. (2020) and Montavon et al. (2019) name the choices: by kind, and by whether a
/// convolution or dense layer is the first with weights. Whatever the choice, a layer from which only elementwise layers lead to a circuit takes
/// differences from the reference point.
/// </summary>
public sealed class TextbookComposite
{
    private const string Epsilon = "epsilon:1E-06", Gamma = "gamma:0.25", TwoOne = "alpha-beta:2,1", Plus = "z-plus";

    /// <summary>Composite: the rules of the first layer, of convolutions, of dense layers, and of averages, norms and sums.</summary>
    private static readonly Dictionary<string, (string First, string Convolution, string Dense, string Other)> Composites = new()
    {
        ["zero"] = ("0", "0", "0", "0"),
        ["epsilon"] = (Epsilon, Epsilon, Epsilon, Epsilon),
        ["epsilon-plus"] = (Plus, Plus, Epsilon, Epsilon),
        ["epsilon-plus-flat"] = ("flat", Plus, Epsilon, Epsilon),
        ["epsilon-gamma"] = (Gamma, Gamma, Epsilon, Epsilon),
        ["epsilon-gamma-box"] = ("z-box", Gamma, Epsilon, Epsilon),
        ["alpha2-beta1"] = (TwoOne, TwoOne, TwoOne, Epsilon),
        ["epsilon-alpha2-beta1"] = (TwoOne, TwoOne, Epsilon, Epsilon),
        ["epsilon-alpha2-beta1-flat"] = ("flat", TwoOne, Epsilon, Epsilon),
        ["w-square-plus"] = ("w-square", Plus, Plus, Epsilon),
        ["deep-taylor"] = ("z-box", Plus, Plus, Epsilon),
    };

    private readonly DualNetwork network;
    private readonly string? rule, composite;

    /// <summary>One rule everywhere, or else a composite, for the layers of a network.</summary>
    public TextbookComposite(DualNetwork network, string? rule, string? composite) => (this.network, this.rule, this.composite) = (network, rule, composite);

    /// <summary>The names of the composites.</summary>
    public static IReadOnlyCollection<string> Names => Composites.Keys;

    /// <summary>The rule of the layer of that name, as the ledger calls it: <c>gamma:0.25</c>; for layers without rows what they do instead.</summary>
    public string RuleOf(string name)
    {
        var (layer, number) = network.Layers.Select((layer, number) => (layer, number)).Single(place => place.layer.Name == name);
        return layer switch
        {
            CircuitLayer => "linearised",
            PoolingLayer { Mean: false } => "winner takes all",
            _ when !HasRows(layer) => "pass",
            _ when IsBridge(number) => "difference",
            _ when rule is not null => rule,
            _ => OfComposite(number),
        };
    }

    /// <summary>The row equation of a rule by its name; z-box takes the bounds of the input, one pair per channel.</summary>
    public static Func<RelevanceRow, RowShares> Equation(string rule, IReadOnlyList<double>? low, IReadOnlyList<double>? high)
    {
        var (name, numbers) = rule.Split(':') is [var word, var list]
            ? (word, list.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            : (rule, []);
        return name switch
        {
            "0" => TextbookRules.Zero,
            "epsilon" => TextbookRules.Epsilon(numbers[0]),
            "gamma" => TextbookRules.Gamma(numbers[0]),
            "alpha-beta" => TextbookRules.AlphaBeta(numbers[0], numbers[1]),
            "z-plus" => TextbookRules.ZPlus,
            "z-box" => TextbookRules.Box(low!, high!),
            "w-square" => TextbookRules.WSquare,
            "flat" => TextbookRules.Flat,
            "difference" => TextbookRules.Difference,
            _ => throw new ArgumentException($"The rule {rule} has no row equation."),
        };
    }

    private string OfComposite(int number)
    {
        var (first, convolution, dense, other) = Composites[composite!];
        var isFirst = !network.Layers.Take(IsNorm(number) ? number - 1 : number).Any(layer => layer is ConvolutionLayer or DenseLayer);
        return network.Layers[number] switch
        {
            ConvolutionLayer or DenseLayer when isFirst => first,
            NormalisationLayer when IsNorm(number) && isFirst => first,
            ConvolutionLayer => convolution,
            NormalisationLayer when IsNorm(number) => convolution,
            DenseLayer => dense,
            _ => other,
        };
    }

    /// <summary>Whether the layer is a norm that counts as one layer with the convolution before it.</summary>
    private bool IsNorm(int number) => number > 0 && network.Layers[number] is NormalisationLayer && network.Layers[number - 1] is ConvolutionLayer;

    private bool IsBridge(int number) =>
        network.Layers.Skip(number + 1).FirstOrDefault(layer => HasRows(layer) || layer is CircuitLayer or PoolingLayer) is CircuitLayer;

    private static bool HasRows(DualLayer layer) =>
        layer is ConvolutionLayer or DenseLayer or PoolingLayer { Mean: true } or AdaptiveMeanLayer or NormalisationLayer or AffineLayer { Shift: not null };
}
