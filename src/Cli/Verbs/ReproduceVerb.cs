using System.CommandLine;
using System.Text;
using QXai.Cli.Infrastructure;
using QXai.Data.Png;
using QXai.Numerics;
using QXai.Numerics.Files;
using QXai.Numerics.Parallel;
using QXai.Xai.Reproductions;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai reproduce</c>: a paper's experiment, from its data to a page with figures.</summary>
internal static class ReproduceVerb
{
    public static Command Create()
    {
        var command = new Command("reproduce", "Repeat a paper's experiment and write a page of results.");
        command.Subcommands.Add(Xqml());
        command.Subcommands.Add(ReproduceExperimentVerb.Create("mnist", "handwritten digits (Fig. 4)"));
        command.Subcommands.Add(ReproduceExperimentVerb.Create("dogs-vs-cats", "photographs of cats and dogs (Fig. 5)"));
        command.Subcommands.Add(ReproduceExperimentVerb.Create("timit", "speech with and without helicopter noise (Figs. 6 and 7)"));
        return command;
    }

    private static Command Xqml()
    {
        var command = new Command(
            "xqml",
            """
            A task whose relevant inputs are known, a circuit trained on it, and all explanations of circuits compared: heatmaps, localisation,
            faithfulness, conservation, with intervals over seeds. Writes xqml.md, two figures and one file per seed to a folder;
            seeds that are there already are not measured again.

            Example: qxai reproduce xqml --out xqml --seeds 10
            """);
        var folder = new Option<string>("--out") { Description = "The folder to write to; made if it does not exist.", Required = true, HelpName = "folder" };
        var seeds = new Option<int>("--seeds") { Description = "Number of seeds, from 2 on.", DefaultValueFactory = _ => 10, HelpName = "N" };
        var inputs = new Option<int>("--inputs")
        {
            Description = "Number of inputs and qubits, from 4 to 10.",
            DefaultValueFactory = _ => new XqmlOptions().Inputs,
            HelpName = "N",
        };
        var training =
            new Option<int>("--training") { Description = "Training samples.", DefaultValueFactory = _ => new XqmlOptions().Training, HelpName = "N" };
        var epochs = new Option<int>("--epochs") { Description = "Training epochs.", DefaultValueFactory = _ => new XqmlOptions().Epochs, HelpName = "N" };
        var samples = new Option<int>("--samples")
        {
            Description = "Explained test samples per seed.",
            DefaultValueFactory = _ => new XqmlOptions().Explained,
            HelpName = "N",
        };
        var threads = CommonOptions.Threads();
        foreach (var option in (Option[])[folder, seeds, inputs, training, epochs, samples, threads])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var options = new XqmlOptions
            {
                Inputs = parsed.GetValue(inputs),
                Training = parsed.GetValue(training),
                Epochs = parsed.GetValue(epochs),
                Explained = parsed.GetValue(samples),
            };
            options.Validate();
            var count = parsed.GetValue(seeds);
            if (count is < 2 or > 1000)
            {
                throw new InputException($"--seeds {count}: a number from 2 to 1000 is needed for an interval.");
            }

            using var pool = CommonOptions.Pool(parsed, threads);
            Run(parsed.GetValue(folder)!, count, options, pool, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(string folder, int count, XqmlOptions options, WorkerPool pool, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (File.Exists(folder))
        {
            throw new InputException($"--out {folder}: a file of that name exists; a folder is needed.");
        }

        Directory.CreateDirectory(folder);
        var results = ProgressDisplay.Run(error, "Seeds", 100 * count, "hundredths", report => Enumerable.Range(1, count).Select(seed =>
        {
            var path = Path.Combine(folder, $"seed-{seed}.json");
            if (File.Exists(path) && XqmlSeed.Parse(File.ReadAllText(path), (ulong)seed, options) is { } known)
            {
                report(100 * seed, $"seed {seed} was measured before");
                return known;
            }

            var result = XqmlExperiment.Run(
                (ulong)seed, options, pool, share => report((100 * (seed - 1)) + (int)(100 * share), $"seed {seed}"), cancellation);
            Write(path, result.ToJson());
            return result;
        }).ToArray());
        PngWriter.Write(Path.Combine(folder, "xqml-maps.png"), XqmlFigures.Maps(results[0]));
        PngWriter.Write(Path.Combine(folder, "xqml-metrics.png"), XqmlFigures.Table(results));
        var page = XqmlReport.Write(results, "xqml-maps.png", "xqml-metrics.png");
        Write(Path.Combine(folder, "xqml.md"), page);
        output.WriteLine($"{Path.Combine(folder, "xqml.md")}: the results of {count} seeds, with two figures beside it.");
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
}
