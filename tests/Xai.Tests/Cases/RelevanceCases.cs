using System.Text.Json;
using QXai.Xai.Tests.Lrp;

namespace QXai.Xai.Tests.Cases;

/// <summary>Cases of layer-wise relevance propagation; each is worked out in <see cref="LrpFixtureTests"/>.</summary>
internal static class RelevanceCases
{
    private static readonly LrpFixtureTests Tests = new();

    public static IReadOnlyDictionary<string, Action<JsonElement>> All { get; } = new Dictionary<string, Action<JsonElement>>
    {
        ["lrp-eps"] = _ => Tests.LrpEpsilon(),
        ["lrp-a1b0"] = _ => Tests.LrpAlpha1Beta0(),
        ["lrp-tanh"] = _ => Tests.LrpTanh(),
        ["lrp-conv-bias"] = _ => Tests.LrpConvolutionWithBias(),
        ["lrp-two-inputs-NEGATIVE"] = _ => Tests.ThroughASumRelevanceIsSharedNotDoubled(),
        ["jl-zero"] = _ => Tests.ZeroRuleInRationals(),
        ["jl-maxpool"] = _ => Tests.MaxPoolingGivesTheWinnerAll(),
        ["jl-alphabeta"] = _ =>
        {
            Tests.AlphaBetaWithANegativeBias(1, 0, "a1b0");
            Tests.AlphaBetaWithANegativeBias(2, 1, "a2b1");
        },
        ["lrp-rule-table"] = c =>
        {
            string[] rules = ["0", "z-plus", "alpha-beta:2,1", "gamma:0.25", "z-box", "w-square", "flat"];
            foreach (var (key, rule) in c.GetProperty("expected").EnumerateObject().Select(member => member.Name).Zip(rules))
            {
                Tests.TheTableOfRules(key, rule);
            }
        },
    };
}
