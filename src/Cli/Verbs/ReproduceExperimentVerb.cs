using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Cli.Reproduction;
using QXai.Numerics;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai reproduce mnist</c> and its like: one of QGrad-CAM's experiments from scratch, with the numbers that the paper does not give.</summary>
internal static class ReproduceExperimentVerb
{
    /// <summary>The verb of an experiment; <paramref name="what"/> says in a few words what its data are.</summary>
    public static Command Create(string name, string what)
    {
        var command = new Command(
            name,
            $"""
            QGrad-CAM's experiment on {what}: train the paper's model and its classical twin, test and explain them, and write the paper's figures
            and a page of results.
            What is finished is kept below --out: the same command after Ctrl-C goes on; models that are there are not trained again.

            Example: qxai reproduce {name} --data data/ --out {name}-results --seeds 3
            """);
        var data = new Option<string>("--data")
        {
            Description = "The folder with the data: mnist/, dogs-vs-cats/, timit-sample/ and helicopter/ in it.",
            Required = true,
            HelpName = "folder",
        };
        var outFolder = new Option<string>("--out")
        {
            Description = "The folder for models, stages, figures and results.md; made if need be.",
            Required = true,
            HelpName = "folder",
        };
        var seeds = new Option<int>("--seeds") { Description = "Number of seeds.", DefaultValueFactory = _ => 3, HelpName = "N" };
        var firstSeed = new Option<ulong>("--first-seed")
        {
            Description = "The first seed; several processes with one --out may each do a seed, and a last one then writes the page of all.",
            DefaultValueFactory = _ => 1UL,
            HelpName = "N",
        };
        var maps =
            new Option<int>("--maps") { Description = "Test samples whose maps are measured, per seed.", DefaultValueFactory = _ => 150, HelpName = "N" };
        var faithful = new Option<int>("--faithful")
        {
            Description = "How many of them are also measured for faithfulness, which is slow.",
            DefaultValueFactory = _ => 30,
            HelpName = "N",
        };
        var epochs = new Option<int?>("--epochs") { Description = "Epochs of training instead of the recipe's.", HelpName = "N" };
        var noTwin = new Option<bool>("--no-twin") { Description = "Leave out the classical twin: half the training." };
        var limit = new Option<int?>("--limit") { Description = "Train on the first N samples only: a trial.", HelpName = "N" };
        var (threads, json) = (CommonOptions.Threads(), CommonOptions.Json());
        foreach (var option in (Option[])[data, outFolder, seeds, firstSeed, maps, faithful, epochs, noTwin, limit, threads, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var options = new ReproductionOptions(
                parsed.GetValue(firstSeed),
                Positive(parsed, seeds),
                Positive(parsed, maps),
                Positive(parsed, faithful),
                parsed.GetValue(epochs) is null ? null : Positive(parsed, epochs),
                !parsed.GetValue(noTwin),
                parsed.GetValue(limit) is null ? null : Positive(parsed, limit));
            var experiment = Experiment.Find(name, parsed.GetValue(data)!);
            var folder = Directory.CreateDirectory(parsed.GetValue(outFolder)!).FullName;
            using var pool = CommonOptions.Pool(parsed, threads);
            var results = new Reproducer(experiment, folder, options, pool, parsed.InvocationConfiguration.Error, cancellation).Run();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, new
                {
                    Page = Path.Combine(folder, "results.md"),
                    Seeds = results.Select(result => new { result.Seed, result.Accuracy, result.TwinAccuracy, result.TestSamples })
                });
            }
            else
            {
                foreach (var result in results)
                {
                    output.WriteLine(
                        $"seed {result.Seed}: test accuracy {result.Accuracy:P2}" + (result.TwinAccuracy is { } twin ? $", classical twin {twin:P2}" : ""));
                }

                output.WriteLine($"Written to {Path.Combine(folder, "results.md")}.");
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static int Positive(ParseResult parsed, Option option)
    {
        var value = option is Option<int> whole ? parsed.GetValue(whole) : parsed.GetValue((Option<int?>)option)!.Value;
        return value is >= 1 and <= 1_000_000 ? value : throw new InputException($"{option.Name} {value}: a number from 1 to 1000000 is needed.");
    }
}
