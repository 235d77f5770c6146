using QXai.Numerics;
using QXai.Xai.Lrp.Rules;

namespace QXai.Xai.Lrp;

/// <summary>
/// The named composites, after Kohlbrenner et al. 2020 and Montavon et al. 2019. Averages, sums of branches and batch norms that stand alone take
/// LRP-epsilon in all of them.
/// </summary>
public static class LrpComposites
{
    /// <summary>The stabiliser of LRP-epsilon in composites.</summary>
    public const double Epsilon = 1e-6;

    /// <summary>Every composite for inputs within bounds, one pair per input channel; without bounds, those that need none.</summary>
    public static IReadOnlyList<LrpComposite> All(IReadOnlyList<double>? low = null, IReadOnlyList<double>? high = null)
    {
        var (zero, epsilon, plus) = (new ZeroRule(), new EpsilonRule(Epsilon), new ZPlusRule());
        var (flat, gamma, twoOne) = (new FlatRule(), new GammaRule(0.25), new AlphaBetaRule(2, 1));
        LrpComposite[] free =
        [
            Named("zero", "LRP-0 everywhere: input x gradient for networks of rectifiers", zero, zero, zero, zero),
            Named("epsilon", "LRP-epsilon everywhere", epsilon, epsilon, epsilon, epsilon),
            Named("epsilon-plus", "z+ for convolutions, LRP-epsilon for dense layers", plus, plus, epsilon, epsilon),
            Named("epsilon-plus-flat", "epsilon-plus with the flat rule for the first layer", flat, plus, epsilon, epsilon),
            Named("epsilon-gamma", "LRP-gamma (0.25) for convolutions, LRP-epsilon for dense layers", gamma, gamma, epsilon, epsilon),
            Named("alpha2-beta1", "alpha 2, beta 1 for convolutions and dense layers", twoOne, twoOne, twoOne, epsilon),
            Named("epsilon-alpha2-beta1", "alpha 2, beta 1 for convolutions, LRP-epsilon for dense layers", twoOne, twoOne, epsilon, epsilon),
            Named("epsilon-alpha2-beta1-flat", "epsilon-alpha2-beta1 with the flat rule for the first layer", flat, twoOne, epsilon, epsilon),
            Named("w-square-plus", "z+ with w^2 for the first layer: deep Taylor for unbounded inputs", new WSquareRule(), plus, plus, epsilon),
        ];
        if (low is null || high is null)
        {
            return free;
        }

        var box = new BoxRule(low, high);
        return
        [
            .. free,
            Named(
                "epsilon-gamma-box", "z^B for the first layer, LRP-gamma (0.25) for convolutions, LRP-epsilon for dense layers", box, gamma, epsilon, epsilon),
            Named("deep-taylor", "z^B for the first layer, z+ for convolutions and dense layers", box, plus, plus, epsilon),
        ];
    }

    /// <summary>The composite of that name; throws <see cref="InputException"/> with the list of names.</summary>
    public static LrpComposite Find(string name, IReadOnlyList<double>? low = null, IReadOnlyList<double>? high = null) =>
        All(low, high).FirstOrDefault(composite => composite.Name == name)
        ?? throw new InputException(
            All([0], [1]).Any(composite => composite.Name == name)
                ? $"The composite '{name}' needs the bounds of the model's input, which are not known."
                : $"No composite is called '{name}'; there are: {string.Join(", ", All([0], [1]).Select(composite => composite.Name))}.");

    private static LrpComposite Named(string name, string summary, LrpRule first, LrpRule convolution, LrpRule dense, LrpRule others) =>
        new(name, summary, place => place.Kind switch
        {
            LrpKind.Convolution or LrpKind.Dense when place.IsFirst => first,
            LrpKind.Convolution => convolution,
            LrpKind.Dense => dense,
            _ => others,
        });
}
