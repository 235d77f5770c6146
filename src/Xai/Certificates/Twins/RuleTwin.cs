using QXai.Reference.Relevance;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;

namespace QXai.Xai.Certificates.Twins;

/// <summary>The row equation of a rule.</summary>
internal static class RuleTwin
{
    public static Func<RelevanceRow, RowShares> Of(LrpRule rule) => rule switch
    {
        ZeroRule => TextbookRules.Zero,
        EpsilonRule epsilon => TextbookRules.Epsilon(epsilon.Epsilon),
        GammaRule gamma => TextbookRules.Gamma(gamma.Gamma),
        AlphaBetaRule { Beta: 0 } => TextbookRules.ZPlus,
        AlphaBetaRule rates => TextbookRules.AlphaBeta(rates.Alpha, rates.Beta),
        ZPlusRule => TextbookRules.ZPlus,
        BoxRule box => TextbookRules.Box(box.Low, box.High),
        WSquareRule => TextbookRules.WSquare,
        FlatRule => TextbookRules.Flat,
        DifferenceRule => TextbookRules.Difference,
        _ => throw new ArgumentException($"The rule {rule} has no row equation."),
    };
}
