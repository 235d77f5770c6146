using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai study</c>: whether a model's heatmaps lie on the strokes, against rivals, with intervals.</summary>
internal static class StudyVerb
{
    public static Command Create()
    {
        var command = new Command(
            "study",
            """
            Measure heatmaps on many pictures whose strokes are known: the energy inside the strokes divided by their share of the area,
            against a uniform map, a centred Gaussian, the same method on randomised weights and the map before the rectifier;
            says plainly which of them it beats.

            Example: qxai study --model digits.safetensors --dataset digits --samples 500
            """);
        var model = CommonOptions.Model();
        command.Options.Add(model);
        var data = new DataSetOptions(command);
        var samples = new Option<int>("--samples") { Description = "Number of pictures.", DefaultValueFactory = _ => 500, HelpName = "N" };
        var method = new Option<string>("--method")
        {
            Description = $"One of {string.Join(", ", Explainers.All.Select(e => e.Name))}.",
            DefaultValueFactory = _ => "qgrad-cam",
        };
        var layer = new Option<string?>("--layer") { Description = "The layer whose maps are weighed." };
        var (seed, threads, json) = (CommonOptions.Seed(), CommonOptions.Threads(), CommonOptions.Json());
        foreach (var option in (Option[])[samples, method, layer, seed, threads, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var explainer = Explainers.Find(parsed.GetValue(method)!);
            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var source = data.Open(parsed);
            ExplainInput.CheckFits(source, hybrid.Options);
            if (parsed.GetValue(samples) < 2)
            {
                throw new InputException($"--samples {parsed.GetValue(samples)}: at least 2 are needed for an interval.");
            }

            var count = Math.Min(parsed.GetValue(samples), source.Count);
            using var pool = CommonOptions.Pool(parsed, threads);
            var result = ProgressDisplay.Run(parsed.InvocationConfiguration.Error, "Explaining", count, "pictures", report =>
                HeatmapStudies.Run(
                    hybrid, source, explainer, parsed.GetValue(layer), count, parsed.GetValue(seed), pool, cancellation, done => report(done, "")));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, new { Samples = count, result.Table, result.Blank, result.ClassCorrelation, result.WeightCorrelation });
            }
            else
            {
                output.Write(result.Table.ToText());
                output.WriteLine($"Blank maps: {result.Blank} of {count}.");
                output.WriteLine(
                    $"Mean correlation of the signed map with that of another class: {result.ClassCorrelation:F3}; "
                    + $"with that of randomised weights: {result.WeightCorrelation:F3}.");
            }

            return Task.FromResult(0);
        });
        return command;
    }
}
