using System.Globalization;
using System.Text;
using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics.Files;
using QXai.Numerics.Random;
using QXai.Xai.Metrics;

namespace QXai.Cli.Reproduction;

/// <summary>The page of an experiment's results, in Markdown.</summary>
internal static class ResultsPage
{
    public static void Write(
        Experiment experiment,
        IReadOnlyList<SeedResult> results,
        IReadOnlyList<(string File, string Caption)> figures,
        IReadOnlyList<string> sounds,
        ReproductionOptions options,
        ReproducedModels first,
        string path)
    {
        var text = new StringBuilder();
        var regions = experiment.Regions(first.Test, results[0].Samples[0].Index).Select(region => region.Name).ToArray();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {experiment.Title}").AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"`qxai reproduce {experiment.Name} --data DIR --out FOLDER --seeds {options.Seeds} --maps {options.Maps} "
            + $"--faithful {options.Faithful}`").AppendLine();
        Model(text, experiment, options, first);
        Accuracy(text, results);
        Localisation(text, results, regions);
        if (results.Any(result => result.Samples.GroupBy(sample => sample.Group).Any(group => group.Count() > 1)))
        {
            InsideOutside(text, results, regions, first);
        }

        Faithfulness(text, results);
        Similarity(text, results);
        text.AppendLine("## Figures").AppendLine();
        foreach (var (file, caption) in figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"![{caption}](figures/{file})").AppendLine().AppendLine(caption).AppendLine();
        }

        if (sounds.Count > 0)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"To listen to: {string.Join(", ", sounds.Select(name => $"[{name}](figures/{name})"))} (the noisy utterance; "
                + $"what the heatmap keeps of it; the rest).").AppendLine();
        }

        text.AppendLine(experiment.Credits);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Model(StringBuilder text, Experiment experiment, ReproductionOptions options, ReproducedModels first)
    {
        var (model, recipe) = (first.Hybrid.Options, experiment.Recipe);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Model: convolutions of {string.Join(", ", model.Channels)} channels, a bridge to {model.Qubits} qubits, {model.Blocks} blocks; "
            + $"{Count(first.Hybrid.Parameters.Sum(p => p.Value.Length))} weights, "
            + $"of which {ClassicalTwin<float>.QuantumWeights(model)} belong to circuit and head.");
        if (first.Classical is { } classical)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"The classical twin has the same convolutions and bridge and a dense layer of {classical.Hidden} units in place of the circuit; "
                + $"{Count(classical.Parameters.Sum(p => p.Value.Length))} weights.");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{options.Epochs ?? recipe.Epochs} epochs of Adam, batches of {recipe.Batch}, base rate {recipe.LearningRate}, cosine; "
            + $"seeds {options.FirstSeed} to {options.FirstSeed + (ulong)options.Seeds - 1}.").AppendLine();
    }

    private static void Accuracy(StringBuilder text, IReadOnlyList<SeedResult> results)
    {
        text.AppendLine("## Accuracy").AppendLine();
        text.AppendLine("| seed | hybrid | classical twin | test samples | fingerprint of the hybrid |").AppendLine("|---|---|---|---|---|");
        foreach (var result in results)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {result.Seed} | {100 * result.Accuracy:F2} % | {Share(result.TwinAccuracy)} | {result.TestSamples} | {result.Fingerprint[..16]} |");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| **mean** | **{Statistics.OverSeeds([.. results.Select(r => r.Accuracy)])}** "
            + $"| {(results.All(r => r.TwinAccuracy is not null) ? Statistics.OverSeeds([.. results.Select(r => r.TwinAccuracy!.Value)]) : "-")} "
            + $"| | |").AppendLine();
        if (results.All(r => r.TwinAccuracy is not null))
        {
            var lead = Statistics.OverSeeds([.. results.Select(r => r.Accuracy - r.TwinAccuracy!.Value)], 100, " percentage points");
            text.AppendLine($"The hybrid's lead over its twin: {lead} (intervals over seeds at 95 %, Student).").AppendLine();
        }

        if (results[0].Extras.Count == 0)
        {
            return;
        }

        text.AppendLine("| | " + string.Join(" | ", results[0].Extras.Keys) + " |")
            .AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|", results[0].Extras.Count)));
        var means = results[0].Extras.Keys.Select(name => Statistics.OverSeeds([.. results.Select(r => r.Extras[name])]));
        text.AppendLine("| mean of the seeds | " + string.Join(" | ", means) + " |").AppendLine();
    }

    private static void Localisation(StringBuilder text, IReadOnlyList<SeedResult> results, string[] regions)
    {
        text.AppendLine("## Localisation").AppendLine();
        text.AppendLine(
            "Energy: the share of the map inside the region divided by the region's share of the area (1 is chance). "
            + "Hit: how often the largest value lies inside. Means over the samples of all seeds with bootstrap intervals at 95 %.").AppendLine();
        text.AppendLine("| map | " + string.Join(" | ", regions.Select(region => $"energy, {region} | hit, {region}")) + " |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|---|", regions.Length)));
        var samples = results.SelectMany(result => result.Samples).ToArray();
        string[] names = [.. samples[0].Maps.Keys.Where(map => samples.All(s => s.Maps.ContainsKey(map)))];
        foreach (var map in names)
        {
            string Energy(int r) => Statistics.OverSamples(samples.Select(s => s.Maps[map].Energy[r]));
            string Hits(int r) => Statistics.OverSamples(samples.Select(s => s.Maps[map].Hit[r] is { } hit ? hit ? 1.0 : 0 : (double?)null));

            var cells = regions.Select((_, r) => $"{Energy(r)} | {Hits(r)}");
            text.AppendLine($"| {(map == MapMeasurer.Candidate ? $"**{map}**" : map)} | {string.Join(" | ", cells)} |");
        }

        text.AppendLine().AppendLine(
            CultureInfo.InvariantCulture,
            $"Blank maps of QGrad-CAM: {samples.Count(s => s.Blank)} of {samples.Length}. "
            + $"QGrad-CAM's energy minus the rival's, paired by sample:").AppendLine();
        text.AppendLine("| rival | " + string.Join(" | ", regions) + " |").AppendLine("|---|" + string.Concat(Enumerable.Repeat("---|", regions.Length)));
        foreach (var map in names.Where(map => map != MapMeasurer.Candidate))
        {
            string Lead(int r) => Statistics.OverSamples(samples.Select(s => s.Maps[MapMeasurer.Candidate].Energy[r] - s.Maps[map].Energy[r]));

            text.AppendLine($"| {map} | " + string.Join(" | ", regions.Select((_, r) => Lead(r))) + " |");
        }

        text.AppendLine();
    }

    /// <summary>The paper's claim about speech: less heat inside the region than outside, tested over utterances.</summary>
    private static void InsideOutside(StringBuilder text, IReadOnlyList<SeedResult> results, string[] regions, ReproducedModels first)
    {
        text.AppendLine("## Inside against outside").AppendLine();
        text.AppendLine(
            "Mean heat inside the region divided by mean heat of the whole map, minus 1 (negative: less inside, as the paper claims), "
            + "averaged over the windows of an utterance; then mean over utterances, and the p-value of a two-sided sign-flip test over them.")
            .AppendLine();
        text.AppendLine("| seed | class | region | utterances | mean | negative in | p |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            foreach (var (label, name) in first.Test.ClassNames.Select((name, label) => (label, name)))
            {
                for (var r = 0; r < regions.Length; r++)
                {
                    double[] differences = [.. result.Samples.Where(s => s.Label == label && s.Maps[MapMeasurer.Candidate].Energy[r] is not null)
                        .GroupBy(s => s.Group).Select(group => group.Average(s => s.Maps[MapMeasurer.Candidate].Energy[r]!.Value) - 1)];
                    if (differences.Length > 0)
                    {
                        text.AppendLine(
                            CultureInfo.InvariantCulture,
                            $"| {result.Seed} | {name} | {regions[r]} | {differences.Length} "
                            + $"| {Statistics.OverSamples(differences.Select(d => (double?)d))} "
                            + $"| {100.0 * differences.Count(d => d < 0) / differences.Length:F0} % "
                            + $"| {SignFlipTest.PValue(differences, new SeededRandom(1)):G2} |");
                    }
                }
            }
        }

        text.AppendLine();
    }

    private static void Faithfulness(StringBuilder text, IReadOnlyList<SeedResult> results)
    {
        var samples = results.SelectMany(result => result.Samples).Where(s => s.Maps.Values.Any(m => m.Deletion is not null)).ToArray();
        text.AppendLine("## Faithfulness").AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Areas under the softmax of the class in 32 steps, {samples.Length} samples in all. "
            + $"Deletion: low is good; insertion: high is good.").AppendLine();
        text.AppendLine("| map | deletion | insertion |").AppendLine("|---|---|---|");
        foreach (var map in results[0].Samples[0].Maps.Keys.Where(map => samples.All(s => s.Maps.ContainsKey(map))))
        {
            text.AppendLine(
                $"| {map} | {Statistics.OverSamples(samples.Select(s => s.Maps[map].Deletion))} | "
                + $"{Statistics.OverSamples(samples.Select(s => s.Maps[map].Insertion))} |");
        }

        text.AppendLine();
    }

    private static void Similarity(StringBuilder text, IReadOnlyList<SeedResult> results)
    {
        var samples = results.SelectMany(result => result.Samples).ToArray();
        text.AppendLine("## Agreement and sanity").AppendLine();
        text.AppendLine("Spearman's rank correlation of QGrad-CAM's signed map (before the rectifier of (8), at the layer's resolution) with:").AppendLine();
        text.AppendLine("| other map | correlation |").AppendLine("|---|---|");
        text.AppendLine($"| {MapMeasurer.TwinName} | {Statistics.OverSamples(samples.Select(s => s.TwinCorrelation))} |");
        text.AppendLine($"| QGrad-CAM, circuit randomised | {Statistics.OverSamples(samples.Select(s => s.HeadCorrelation))} |");
        text.AppendLine($"| QGrad-CAM, all weights random | {Statistics.OverSamples(samples.Select(s => s.RandomCorrelation))} |").AppendLine();
    }

    private static string Share(double? value) => value is { } share ? FormattableString.Invariant($"{100 * share:F2} %") : "-";

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
