using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;

namespace QXai.Xai.Methods;

/// <summary>The composite that the options choose: one rule everywhere, a named composite, or the default, which depends on whether the input's
/// bounds are known.</summary>
internal static class RuleChoice
{
    public static (LrpComposite Composite, IReadOnlyList<NamedOption> Choice) Of(ModelRun run, ExplainOptions options)
    {
        var (low, high) = Bounds(run.Model);
        if (options.Rule is { } rule)
        {
            var parsed = LrpRules.Parse(rule, low, high);
            return options.Composite is null
                ? (LrpComposite.Uniform(parsed), Record(parsed.Name, NamedOption.Unused))
                : throw new InputException($"The options rule ({rule}) and composite ({options.Composite}) were both given: a composite chooses the rules.");
        }

        var composite = LrpComposites.Find(options.Composite ?? (low is null ? "epsilon-gamma" : "epsilon-gamma-box"), low, high);
        return (composite, Record(NamedOption.Unused, composite.Name));
    }

    private static IReadOnlyList<NamedOption> Record(string rule, string composite) =>
        [new(ExplainOptions.NameOf(ExplainOption.Rule), rule), new(ExplainOptions.NameOf(ExplainOption.Composite), composite)];

    /// <summary>The bounds of the model's input per channel: samples lie in [0, 1] before normalisation, (v - mean) / deviation. Null where the model
    /// does not say.</summary>
    public static (double[]? Low, double[]? High) Bounds(ExplainedModel model)
    {
        if (model.Exact is not HybridModel<double> hybrid)
        {
            return (null, null);
        }

        var (mean, deviation) = (hybrid.Options.Mean, hybrid.Options.StandardDeviation);
        return ([.. mean.Select((m, c) => (0 - m) / deviation[c])], [.. mean.Select((m, c) => (1 - m) / deviation[c])]);
    }
}
