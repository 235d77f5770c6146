using System.Globalization;
using System.Text;

namespace QXai.Xai.Reproductions;

/// <summary>The results as a page: setting, table, the paper's two claims, figures.</summary>
public static class XqmlReport
{
    private static readonly string[] Judged = ["mass", "rank", "pointing", "flipping", "deletion", "insertion"];

    /// <summary>The page in Markdown; figures are <paramref name="maps"/> and <paramref name="table"/>.</summary>
    public static string Write(IReadOnlyList<XqmlSeed> seeds, string maps, string table)
    {
        var (comparison, options, text) = (new XqmlComparison(seeds), seeds[0].Options, new StringBuilder());
        Line(text, $"# The XQML experiment: which explanation finds the relevant inputs?");
        Line(text, $"");
        Line(text, $"Written by `qxai reproduce xqml`; section VI of Gil-Fuster et al. (2024), which reports that QLRP performs better than the black-box");
        Line(text, $"Taylor-Fourier method and similarly well to standard techniques, with partial results only. Here is what this code finds,");
        Line(text, $"whichever way it falls.");
        Line(text, $"");
        Line(text, $"- **Task**: {options.Inputs} inputs, uniform in [-pi/2, pi/2]; the class is the sign of sin(x_a) + sin(x_b) sin(x_c) for three inputs");
        Line(text, $"  that the seed chooses. The other {options.Inputs - 3} are distractors.");
        Line(text, $"- **Circuit**: {options.Inputs} qubits, H and RY(x_q), {options.Blocks} blocks of a CNOT ring and RZ RY RZ, Z on qubit 0,");
        Line(text, $"  an affine head; trained with Adam on {options.Training} samples for {options.Epochs} epochs.");
        Line(text, $"- **Score**: half the difference of the two class scores, for the predicted class, at up to {options.Explained} correctly classified");
        Line(text, $"  test samples per seed.");
        Line(text, $"- **{seeds.Count} seeds**; test accuracy {seeds.Average(s => s.Accuracy):P1} on average, {seeds.Min(s => s.Accuracy):P1} at worst.");
        Line(text, $"  A root point was in reach for {seeds.Average(s => s.Roots):P1} of the samples,");
        Line(text, $"  at a mean distance of {seeds.Average(s => s.RootDistance):F2}.");
        Line(text, $"- Intervals are 95 % bootstrap intervals over the seeds; differences are paired by seed, without correction for their number.");
        Line(text, $"- **References**: methods with a root start from the root point nearest to the sample that the finder met, on the border between the");
        Line(text, $"  classes; integrated gradients, Shapley values and one Taylor-infinity start from zeros.");
        Line(text, $"  Flipping, deletion and insertion set inputs to zero, which favours methods that start from zeros; localisation does not depend on it.");
        Findings(text, comparison);
        Table(text, comparison);
        Line(text, $"");
        Line(text, $"![Metrics of all methods]({table})");
        Claims(text, comparison);
        Line(text, $"");
        Line(text, $"## Maps");
        Line(text, $"");
        Line(text, $"![Maps of the first seed]({maps})");
        Line(text, $"");
        Line(text, $"The first {XqmlExperiment.Shown} samples of seed {seeds[0].Seed}, one cell per input, each map scaled to its own largest |R|;");
        Line(text, $"red speaks for the class, blue against it. The relevant inputs are marked in black.");
        return text.ToString();
    }

    /// <summary>The two claims in a few lines, for the paper's own form of QLRP and for the best of its variants here.</summary>
    private static void Findings(StringBuilder text, XqmlComparison comparison)
    {
        Line(text, $"");
        Line(text, $"## In short");
        Line(text, $"");
        foreach (var variant in new[] { "qlrp entries t-inf", "qlrp pauli mixed = pauli split" })
        {
            foreach (var rival in new[] { "taylor-infinity (root)", "integrated gradients", "shapley (zeros)" })
            {
                var (own, other) = (XqmlComparison.IndexOf(variant), XqmlComparison.IndexOf(rival));
                var verdicts = Judged.ToLookup(name => XqmlComparison.Verdict(comparison.Advantage(MetricIndex(name), own, other).Interval));
                string Where(string verdict) => verdicts[verdict].ToArray() is { Length: > 0 } some ? string.Join(", ", some) : "none";

                Line(text, $"- `{variant}` against `{rival}`: better in {Where("better")}; worse in {Where("worse")};");
                Line(text, $"  no difference shown in {Where("no difference shown")}.");
            }
        }
    }

    private static int MetricIndex(string name) => XqmlMetric.All.Select((one, m) => (one.Name, m)).Single(pair => pair.Name == name).m;

    private static void Table(StringBuilder text, XqmlComparison comparison)
    {
        Line(text, $"");
        Line(text, $"## All methods");
        Line(text, $"");
        foreach (var metric in XqmlMetric.All)
        {
            Line(text, $"- **{metric.Name}** ({(metric.Sign > 0 ? "more is better" : "less is better")}): {metric.Meaning}.");
        }

        Line(text, $"");
        Line(text, $"| method | {string.Join(" | ", XqmlMetric.All.Select(metric => metric.Name))} |");
        Line(text, $"|---|{string.Concat(XqmlMetric.All.Select(_ => "---|"))}");
        for (var k = 0; k < XqmlMethod.All.Count; k++)
        {
            var cells = XqmlMetric.All.Select((_, m) =>
                comparison.Of(m, k) is var (mean, interval) ? FormattableString.Invariant($"{mean:F3} {interval}") : "");
            Line(text, $"| {XqmlMethod.All[k].Name} | {string.Join(" | ", cells)} |");
        }
    }

    private static void Claims(StringBuilder text, XqmlComparison comparison)
    {
        Line(text, $"");
        Line(text, $"## The paper's claims");
        Claim(text, comparison, "QLRP against the Taylor-Fourier score", "taylor-infinity (root)");
        Claim(text, comparison, "QLRP against integrated gradients", "integrated gradients");
        Claim(text, comparison, "QLRP against exact Shapley values", "shapley (zeros)");
        Claim(text, comparison, "QLRP against gradient x input", "gradient x input");
    }

    private static void Claim(StringBuilder text, XqmlComparison comparison, string title, string rival)
    {
        var (variants, other) = (XqmlMethod.All.Where(method => method.Group == XqmlMethod.Qlrp).ToArray(), XqmlComparison.IndexOf(rival));
        Line(text, $"");
        Line(text, $"### {title}");
        Line(text, $"");
        Line(text, $"| advantage over {rival} | {string.Join(" | ", Judged)} |");
        Line(text, $"|---|{string.Concat(Judged.Select(_ => "---|"))}");
        var verdicts = new List<string>();
        foreach (var variant in variants)
        {
            var cells = Judged.Select(name =>
            {
                var (mean, interval) = comparison.Advantage(MetricIndex(name), XqmlComparison.IndexOf(variant.Name), other);
                verdicts.Add(XqmlComparison.Verdict(interval));
                return FormattableString.Invariant($"{mean:+0.000;-0.000} {interval} {XqmlComparison.Verdict(interval)}");
            });
            Line(text, $"| {variant.Name} | {string.Join(" | ", cells)} |");
        }

        var (better, worse) = (verdicts.Count(verdict => verdict == "better"), verdicts.Count(verdict => verdict == "worse"));
        Line(text, $"");
        var open = verdicts.Count - better - worse;
        Line(text, $"Of {verdicts.Count} comparisons QLRP is better in {better}, worse in {worse}; no difference is shown in {open}.");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
