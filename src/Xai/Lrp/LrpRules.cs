using System.Globalization;
using QXai.Numerics;
using QXai.Xai.Lrp.Rules;

namespace QXai.Xai.Lrp;

/// <summary>The rules by name, as options write them: <c>0</c>, <c>epsilon:0.01</c>, <c>gamma:0.25</c>, <c>alpha-beta:2,1</c>, <c>z-plus</c>,
/// <c>z-box</c>, <c>w-square</c>, <c>flat</c>.</summary>
public static class LrpRules
{
    /// <summary>How each rule is written.</summary>
    public const string Forms = "0, epsilon:E, gamma:G, alpha-beta:A,B, z-plus, z-box, w-square, flat";

    /// <summary>
    /// The rule that <paramref name="text"/> names; z-box takes the input's bounds. Throws <see cref="InputException"/> for another name, a missing
    /// number, or one outside its range: e &gt;= 0, g &gt;= 0, a - b = 1 with a &gt;= 1.
    /// </summary>
    public static LrpRule Parse(string text, IReadOnlyList<double>? low = null, IReadOnlyList<double>? high = null)
    {
        var (name, numbers) = text.Split(':', 2) switch
        {
            [var first, var rest] => (first, Numbers(text, rest)),
            _ => (text, []),
        };
        return (name, numbers) switch
        {
            ("0" or "zero", []) => new ZeroRule(),
            ("epsilon", []) => new EpsilonRule(LrpComposites.Epsilon),
            ("epsilon", [>= 0]) => new EpsilonRule(numbers[0]),
            ("gamma", []) => new GammaRule(0.25),
            ("gamma", [>= 0]) => new GammaRule(numbers[0]),
            ("alpha-beta", []) => new AlphaBetaRule(2, 1),
            ("alpha-beta", [>= 1, >= 0]) when Math.Abs(numbers[0] - numbers[1] - 1) < 1e-12 => new AlphaBetaRule(numbers[0], numbers[1]),
            ("z-plus", []) => new ZPlusRule(),
            ("z-box", []) => low is not null && high is not null
                ? new BoxRule(low, high)
                : throw new InputException("The rule z-box needs the bounds of the model's input, which are not known."),
            ("w-square", []) => new WSquareRule(),
            ("flat", []) => new FlatRule(),
            ("epsilon" or "gamma" or "alpha-beta", _) => throw new InputException(
                $"The rule '{text}': e and g are one number of at least 0, alpha and beta two with alpha - beta = 1."),
            _ => throw new InputException($"No rule is called '{text}'; there are: {Forms}."),
        };
    }

    private static double[] Numbers(string rule, string text) =>
    [
        .. text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InputException($"The rule '{rule}': '{part}' is not a number.")),
    ];
}
