using QXai.Xai.Audits;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates;

/// <summary>The methods behind a certificate's numbers, by the kind of explanation; a test compares this table with the marks in the code.</summary>
public static class CertificateEquations
{
    /// <summary>Conservation, which every explanation reports.</summary>
    public static IReadOnlyList<EquationUse> Explanation { get; } = [Of("XQML", "II", "QXai.Xai.Evidence.Explanation.ConservationResidual")];

    /// <summary>Maps of the CAM family.</summary>
    public static IReadOnlyList<EquationUse> Cam { get; } =
        [Of("QGrad-CAM", "7", "QXai.Xai.Methods.CamMap.ChannelWeights"), Of("QGrad-CAM", "8", "QXai.Xai.Methods.CamMap.Rectified")];

    /// <summary>The ledger of relevance propagation.</summary>
    public static IReadOnlyList<EquationUse> Ledger { get; } = [Of("XQML", "II", "QXai.Xai.Lrp.RelevanceLedger.Residual")];

    /// <summary>The circuit relevances by their names.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<EquationUse>> Seeds { get; } = new Dictionary<string, IReadOnlyList<EquationUse>>
    {
        ["taylor"] = [Of("XQML", "III", "QXai.Xai.Circuits.Taylor.Terms")],
        ["taylor-infinity"] = [Of("XQML", "IV", "QXai.Xai.Circuits.TaylorInfinity.Differences")],
        ["qlrp"] = [Of("XQML", "V", "QXai.Xai.Circuits.Qlrp.Account")],
    };

    /// <summary>
    /// What an explanation and the derivations beside it used, each once, in order; <paramref name="common"/> is what all derivations start from.
    /// </summary>
    public static IReadOnlyList<EquationUse> Of(Explanation explanation, IEnumerable<EquationUse> common, IEnumerable<Derivation> derivations)
    {
        var seed = explanation.Options.FirstOrDefault(option => option.Name == "seed-method")?.Value ?? explanation.Method;
        IEnumerable<EquationUse> uses =
        [
            .. Explanation,
            .. explanation.Cam is null ? [] : Cam,
            .. explanation.Layers.Count == 0 ? [] : Ledger,
            .. Seeds.GetValueOrDefault(seed, []),
            .. common,
            .. derivations.SelectMany(derivation => derivation.Equations),
        ];
        return [.. uses.Distinct()];
    }

    private static EquationUse Of(string paper, string number, string method) => new(paper, number, method);
}
