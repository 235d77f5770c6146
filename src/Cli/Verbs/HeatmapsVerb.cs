using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using QXai.Cli.Infrastructure;
using QXai.Cli.Infrastructure.Heatmaps;
using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai heatmaps</c>: the heatmaps of a whole data set, as one array file or as a picture each.</summary>
internal static class HeatmapsVerb
{
    public static Command Create()
    {
        var command = new Command(
            "heatmaps",
            """
            Explain every sample of a data set: to one .safetensors file (relevance, scores, residuals, targets, predictions, labels),
            one .npy file (relevance), or a folder of pictures.

            Example: qxai heatmaps --model mnist.safetensors --dataset mnist --data mnist/ --out heat.safetensors
            Ctrl-C keeps what is done beside the result (OUT.partial.json); the same command with --resume goes on, to the same bits.
            """);
        var model = CommonOptions.Model();
        command.Options.Add(model);
        var data = new DataSetOptions(command);
        var method = new Option<string>("--method")
        {
            Description = $"One of {string.Join(", ", Explainers.All.Select(e => e.Name))}.",
            DefaultValueFactory = _ => "qgrad-cam",
        };
        var layer = new Option<string?>("--layer")
        {
            Description = "The layer whose maps are weighed, for methods that weigh maps; the last convolution's after its rectifier unless given.",
        };
        var target = new Option<string>("--class")
        {
            Description = "The class explained: a name or number, 'predicted' or 'label' for each sample's own.",
            DefaultValueFactory = _ => "predicted",
            HelpName = "CLASS",
        };
        var outPath = new Option<string>("--out")
        {
            Description = "A file ending in .safetensors or .npy, or a folder for pictures.",
            Required = true,
            HelpName = "file|folder",
        };
        var resume = new Option<bool>("--resume") { Description = "Go on with an interrupted run of the same command." };
        var (threads, memory, json) = (CommonOptions.Threads(), MemoryBudget.Option(), CommonOptions.Json());
        foreach (var option in (Option[])[method, layer, target, outPath, resume, threads, memory, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var path = parsed.GetValue(outPath)!;
            var isFile = Path.GetExtension(path) is ".safetensors" or ".npy";
            path = isFile ? CommonOptions.CheckOutput(path) : CheckFolder(path);
            var stateFile = isFile ? path + ".partial.json" : Path.Combine(path, "heatmaps.partial.json");
            var goesOn = parsed.GetValue(resume);
            if (goesOn && !File.Exists(stateFile))
            {
                throw new InputException($"--resume: {stateFile} does not exist; there is no interrupted run of {path} to go on with.");
            }

            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var source = data.Open(parsed);
            ExplainInput.CheckFits(source, hybrid.Options);
            var run = new HeatmapRun(
                ExplainedModel.Of(hybrid), Explainers.Find(parsed.GetValue(method)!), new ExplainOptions { Layer = parsed.GetValue(layer) }, source,
                new Normalisation(hybrid.Options.Mean.AsSpan(), hybrid.Options.StandardDeviation.AsSpan()),
                Target(parsed.GetValue(target)!, source, hybrid.Options));

            // The first explanation shows whether the method applies, the shape of its relevance, and what it takes.
            var start = GC.GetAllocatedBytesForCurrentThread();
            var relevance = run.Explain(0).Explanation.Relevance.Shape;
            var (error, workers) = (parsed.InvocationConfiguration.Error, CommonOptions.Workers(parsed, threads));
            if (MemoryBudget.Read(parsed, memory) is { } budget)
            {
                var each = 2 * (GC.GetAllocatedBytesForCurrentThread() - start);
                (workers, _) = budget.Fit("Explaining", (_, count) => count * each, workers, 1, error.WriteLine);
                budget.Hold();
            }

            var description = run.Description(parsed.GetValue(target)!);
            var done = goesOn ? HeatmapRun.Load(stateFile, description) : 0;
            if (!isFile)
            {
                Directory.CreateDirectory(path);
            }

            using var pool = new WorkerPool(workers);
            using IHeatmapSink sink = isFile
                ? new HeatmapRows(path, source.Count, relevance, hybrid.Options.Classes, description, goesOn)
                : new HeatmapPictures(path, source.Count, hybrid.Options);
            var (clock, first) = (Stopwatch.StartNew(), done);
            HeatmapRun.Save(stateFile, description, done);
            done = ProgressDisplay.Run(
                error, "Explaining", source.Count, "samples", report => run.Run(sink, first, pool, Save, finished => report(finished, ""), cancellation));
            if (done < source.Count)
            {
                error.WriteLine($"Cancelled after {done} of {source.Count} samples; the same command with --resume goes on.");
                return Runner.Cancelled;
            }

            sink.Finish();
            File.Delete(stateFile);
            var (seconds, output) = (clock.Elapsed.TotalSeconds, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(json))
            {
                Json.Write(output, new
                {
                    Out = path,
                    Samples = done,
                    Method = description["method"],
                    Seconds = seconds,
                    SamplesPerSecond = (done - first) / seconds,
                    PeakResidentBytes = ResidentMemory.Peak
                });
            }
            else
            {
                output.WriteLine(
                    $"{done} samples explained by {description["method"]}, {(done - first) / seconds:F0} per second: {path}. {ResidentMemory.PeakLine()}");
            }

            return 0;

            void Save(int finished)
            {
                sink.Flush();
                HeatmapRun.Save(stateFile, description, finished);
            }
        }
    }

    private static string CheckFolder(string path)
    {
        if (path.Length == 0 || File.Exists(path))
        {
            throw new InputException(path.Length == 0
                ? "--out '': the name of a file or folder is needed."
                : $"--out {path}: a file of that name exists; heatmaps go to a file ending in .safetensors or .npy, or to a folder.");
        }

        return path;
    }

    /// <summary>The class to explain of a sample, given its scores.</summary>
    private static Func<int, IReadOnlyList<double>, int> Target(string text, ImageSource<float> source, HybridOptions options)
    {
        var named = options.ClassNames.IndexOf(text);
        return named >= 0 ? (_, _) => named
            : text == "predicted" ? (_, scores) => Enumerable.Range(0, scores.Count).MaxBy(c => scores[c])
            : text == "label" ? (sample, _) => source.Label(sample)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < options.Classes ? (_, _) => number
            : throw new InputException($"--class {text}: the model has no such class; its classes are {string.Join(", ", options.ClassNames)}.");
    }
}
