using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Cli.Infrastructure.Evaluations;
using QXai.Data.Png;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;
using QXai.Xai.Metrics.Randomisation;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai evaluate-explanations</c>: how good explanations are, metrics x methods, with intervals.</summary>
internal static class EvaluateExplanationsVerb
{
    private const string All = "all";

    public static Command Create()
    {
        var command = new Command(
            "evaluate-explanations",
            $"""
            Score methods of explanation on a data set: a table of metrics x methods with bootstrap intervals, beside a random map and a centre prior, and how far the methods
            agree. Metrics: {string.Join(", ", MetricCatalogue.All.Select(metric => metric.Name))}.

            Example: qxai evaluate-explanations --model digits.safetensors --dataset digits --samples 50 --out table.png
            Example: qxai evaluate-explanations --model m.safetensors --dataset mnist --data mnist/ --methods qgrad-cam,lrp --metrics deletion,insertion --json
            """);
        var model = CommonOptions.Model();
        command.Options.Add(model);
        var data = new DataSetOptions(command);
        var samples = new Option<int>("--samples") { Description = "Number of samples, from the first on.", DefaultValueFactory = _ => 50, HelpName = "N" };
        var methods = new Option<string>("--methods") { Description = "'all' that apply, or a list with commas.", DefaultValueFactory = _ => All, HelpName = "a,b" };
        var metrics = new Option<string>("--metrics") { Description = "'all' whose needs are met, or a list with commas.", DefaultValueFactory = _ => All, HelpName = "a,b" };
        var watched = new Option<string>("--watch") { Description = "What perturbation metrics watch: the class's softmax 'probability' or its 'score'.", DefaultValueFactory = _ => "probability", HelpName = "probability|score" };
        var randomLabels = new Option<string?>("--random-label-model") { Description = "A model of the same architecture trained with --shuffle-labels, for the metric random-labels.", HelpName = "file.safetensors" };
        var journal = new Option<string?>("--journal") { Description = "Keep what is measured here, sample by sample; a cancelled run goes on from it.", HelpName = "file.jsonl" };
        var outFile = new Option<string?>("--out") { Description = "The table as a picture.", HelpName = "table.png" };
        var (seed, threads, json) = (CommonOptions.Seed(), CommonOptions.Threads(), CommonOptions.Json());
        foreach (var option in (Option[])[samples, methods, metrics, watched, randomLabels, journal, outFile, seed, threads, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(outFile) is { } given ? CommonOptions.CheckOutput(given) : null;
            IReadOnlyList<IExplainer> explainers = parsed.GetValue(methods) == All ? Explainers.All : [.. Names(methods, parsed).Select(Explainers.Find)];
            IReadOnlyList<IMetric> wanted = parsed.GetValue(metrics) == All ? MetricCatalogue.All : [.. Names(metrics, parsed).Select(MetricCatalogue.Find)];
            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var source = data.Open(parsed);
            ExplainInput.CheckFits(source, hybrid.Options);
            if (parsed.GetValue(samples) < 2)
            {
                throw new InputException($"--samples {parsed.GetValue(samples)}: at least 2 are needed for an interval.");
            }

            var reader = new EvaluationSamples(source, hybrid.Options);
            var options = new EvaluationOptions
            {
                Baseline = reader.Baseline,
                Watched = CommonOptions.Named<EvaluatedScore>(watched, parsed),
                HasMasks = true,
                RandomisedModels = wanted.Any(metric => metric.Needs.HasFlag(MetricNeeds.RandomisedModels)) ? [.. RandomisationCascade.Of(hybrid, parsed.GetValue(seed)).Select(stage => ExplainedModel.Of(stage.Model))] : [],
                RandomLabelModel = parsed.GetValue(randomLabels) is { } file ? SameArchitecture(hybrid, file) : null,
                Seed = parsed.GetValue(seed),
            };
            var evaluation = new ExplanationEvaluation(ExplainedModel.Of(hybrid), explainers, wanted, options);
            RefuseNamed(evaluation, parsed.GetValue(methods) == All ? [] : explainers.Select(e => e.Name), parsed.GetValue(metrics) == All ? [] : wanted.Select(m => m.Name));
            var count = Math.Min(parsed.GetValue(samples), source.Count);
            using var pool = CommonOptions.Pool(parsed, threads);
            using var kept = EvaluationJournal.Open(parsed.GetValue(journal), evaluation, reader);
            var table = ProgressDisplay.Run(parsed.InvocationConfiguration.Error, "Evaluating", count, "samples", report =>
                evaluation.Run(count, reader.Read, pool, cancellation, done => report(done, ""), kept.Known, kept.Keep));
            var output = parsed.InvocationConfiguration.Output;
            if (path is not null)
            {
                PngWriter.Write(path, EvaluationPicture.Draw(table));
            }

            if (parsed.GetValue(json))
            {
                Json.Write(output, EvaluationJson.Of(table, evaluation));
            }
            else
            {
                output.Write(table.ToText());
                if (path is not null)
                {
                    output.WriteLine($"Written to {path}.");
                }
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static string[] Names(Option<string> option, ParseResult parsed)
    {
        var names = parsed.GetValue(option)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return names.Length == 0 ? throw new InputException($"{option.Name} '{parsed.GetValue(option)}': at least one name is needed, or 'all'.")
            : twice is not null ? throw new InputException($"{option.Name}: {twice} is named twice.")
            : names;
    }

    /// <summary>What was asked for by name must not be left out in silence.</summary>
    private static void RefuseNamed(ExplanationEvaluation evaluation, IEnumerable<string> methods, IEnumerable<string> metrics)
    {
        foreach (var name in methods.Concat(metrics))
        {
            if (evaluation.Skipped.TryGetValue(name, out var reason))
            {
                throw new InputException($"{name}: {reason}");
            }
        }
    }

    private static ExplainedModel SameArchitecture(HybridModel<float> model, string file)
    {
        var other = HybridModel<float>.Load(file);
        return other.Architecture == model.Architecture
            ? ExplainedModel.Of(other)
            : throw new InputException($"--random-label-model {file}: its architecture is not that of --model; the random-label check compares equal models.");
    }
}
