using System.Text.Json;
using QXai.Numerics;
using QXai.Xai.Circuits;

namespace QXai.Xai.Methods;

/// <summary>The circuit relevance that the options choose; without a choice QLRP, or Taylor-infinity where the circuit is none that QLRP is defined
/// for.</summary>
internal static class SeedChoice
{
    public static (ICircuitRelevance Method, CircuitRelevanceOptions Options) Of(CircuitScore score, ExplainOptions options)
    {
        var qlrp = new Qlrp();
        var method = options.SeedMethod is { } name ? CircuitRelevances.Find(name) : qlrp.Refusal(score) is null ? qlrp : new TaylorInfinity();
        if (method is not Qlrp && (options.Basis ?? options.Share) is not null)
        {
            throw new InputException($"The options basis and share belong to the seed method {qlrp.Name} and would have no effect on {method.Name}.");
        }

        return (method, new CircuitRelevanceOptions
        {
            Basis = Named(ExplainOption.Basis, options.Basis, QlrpBasis.MatrixEntries),
            Share = Named(ExplainOption.Share, options.Share, QlrpShare.TaylorInfinity),
        });
    }

    private static TEnum Named<TEnum>(ExplainOption option, string? text, TEnum otherwise)
        where TEnum : struct, Enum
    {
        if (text is null)
        {
            return otherwise;
        }

        var names = Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
        return names.TryGetValue(text, out var value)
            ? value
            : throw new InputException($"The option {ExplainOptions.NameOf(option)} is {text}, but it must be one of {string.Join(", ", names.Keys)}.");
    }
}
