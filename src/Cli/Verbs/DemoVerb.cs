using System.CommandLine;
using System.Diagnostics;
using QXai.Cli.Infrastructure;
using QXai.Data;
using QXai.Data.Digits;
using QXai.Data.Images;
using QXai.Data.Png;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Files;
using QXai.Numerics.Parallel;
using QXai.Xai.Audits;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai demo</c>: the main job on generated digits, with nothing to download: train, test, explain, draw, audit.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var command = new Command(
            "demo",
            """
            Train the hybrid model on generated digits, test it, and write heatmaps, a figure, the model and an audit of one explanation to a folder.
            Takes less than two minutes on two cores.

            Example: qxai demo --out demo-out
            """);
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write to; made if it does not exist.",
            DefaultValueFactory = _ => "demo-out",
            HelpName = "folder",
        };
        var quick = new Option<bool>("--quick") { Description = "A sixth of the training: to see that everything works, not to see good pictures." };
        var (seed, threads, json) = (CommonOptions.Seed(), CommonOptions.Threads(), CommonOptions.Json());
        foreach (var option in (Option[])[folder, quick, seed, threads, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            using var pool = CommonOptions.Pool(parsed, threads);
            var console = parsed.InvocationConfiguration;
            var inJson = parsed.GetValue(json);
            var (output, document) = inJson ? (TextWriter.Null, console.Output) : (console.Output, null);
            return Task.FromResult(Run(
                output, document, console.Error, parsed.GetValue(folder)!, parsed.GetValue(seed), parsed.GetValue(quick), pool, cancellation));
        });
        return command;
    }

    private static int Run(
        TextWriter output, TextWriter? json, TextWriter error, string folder, ulong seed, bool quick, WorkerPool pool, CancellationToken cancellation)
    {
        if (File.Exists(folder))
        {
            throw new InputException($"--out {folder}: a file of that name exists; a folder is needed.");
        }

        MakeFolder(folder);
        var clock = Stopwatch.StartNew();
        var train = new GeneratedDigits<float>(seed, quick ? 2000 : 6000, DataSplit.Train, normalisation: Normalisation.Unit);
        var test = new GeneratedDigits<float>(seed, 1000, DataSplit.Test, normalisation: Normalisation.Unit);
        var model = new HybridModel<float>(new HybridOptions(), seed);
        output.WriteLine(
            $"Model: convolutions of {string.Join(", ", model.Options.Channels)} channels, "
            + $"then a circuit of {model.Options.Qubits} qubits and {model.Options.Blocks} blocks; {model.Parameters.Sum(p => p.Value.Length)} weights.");
        output.WriteLine("The circuit's encoding and first block:");
        output.WriteLine(model.Circuit.Slice(..((3 + model.Options.Rotations.Length) * model.Options.Qubits)).Draw());
        var options = new TrainingOptions
        {
            Epochs = quick ? 2 : 4,
            LearningRate = 4e-3,
            BatchSize = 32,
            Schedule = new CosineSchedule(WarmUpEpochs: 1),
            Seed = seed
        };
        var result = TrainingRun.Run(model, train, options, pool, error, cancellation);
        if (result.End == TrainingEnd.Cancelled)
        {
            error.WriteLine("Cancelled.");
            return Runner.Cancelled;
        }

        var trained = clock.Elapsed;
        foreach (var epoch in result.Epochs)
        {
            output.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}  training accuracy {epoch.Accuracy:P2}");
        }

        output.WriteLine(
            $"Trained on {train.Count} generated digits in {trained.TotalSeconds:F1} s ({(double)options.Epochs * train.Count / trained.TotalSeconds:F0} "
            + $"images per second, {pool.Workers} threads).");
        output.WriteLine();
        var evaluation = new Evaluator<float>(model, pool).Evaluate(test, cancellation);
        EvaluateVerb.Print(output, evaluation);
        var modelPath = Path.Combine(folder, "digits.safetensors");
        model.Save(modelPath);
        output.WriteLine();
        output.WriteLine($"{modelPath}: the model; read it with --model.");
        Draw(output, folder, model, test, cancellation);
        var agrees = Audit(output, error, folder, model, test, cancellation);
        if (json is not null)
        {
            Json.Write(json, new
            {
                Folder = folder,
                Model = modelPath,
                result.Epochs,
                Seconds = trained.TotalSeconds,
                ImagesPerSecond = (double)options.Epochs * train.Count / trained.TotalSeconds,
                TestAccuracy = evaluation.Accuracy,
                TestLoss = evaluation.Loss,
                TestSamples = evaluation.Samples,
                AuditAgrees = agrees,
            });
        }

        output.WriteLine($"Done in {clock.Elapsed.TotalSeconds:F1} s.");
        return agrees ? 0 : Runner.CheckFailed;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"--out '{folder}': the folder cannot be made.", exception);
        }
    }

    private static void Draw(TextWriter output, string folder, HybridModel<float> model, GeneratedDigits<float> test, CancellationToken cancellation)
    {
        var figure = Path.Combine(folder, "figure.png");
        PngWriter.Write(figure, FigureGrid.Draw(model, test, new QGradCam(), columns: 4, layer: null, cancellation));
        output.WriteLine($"{figure}: test pictures of each class with the heatmap of their class over them.");
        var explained = ExplainedModel.Of(model);
        for (var label = 0; label < model.Options.Classes; label++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (index, input) = Sample(model, test, label);
            var explanation = new QGradCam().Explain(explained, input, label);
            PngWriter.Write(Path.Combine(folder, $"heat-{label}.png"), HeatPictures.SideBySide(input, explanation, model.Options, $"sample {index}", label));
        }

        output.WriteLine($"{Path.Combine(folder, "heat-0.png")} to heat-9.png: one explanation of each class, large.");
    }

    private static bool Audit(
        TextWriter output, TextWriter error, string folder, HybridModel<float> model, GeneratedDigits<float> test, CancellationToken cancellation)
    {
        var (index, input) = Sample(model, test, label: 7);
        var report = AuditVerb.Run(ExplainedModel.Of(model), input, target: 7, new AuditOptions { Cancellation = cancellation }, model.Options.Qubits, error);
        using var text = new StringWriter();
        text.WriteLine($"sample {index} of the generated test digits");
        AuditText.Write(text, report, "7");
        var path = Path.Combine(folder, "audit.txt");
        AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        output.WriteLine($"{path}: the channel weights of sample {index} by four derivations: {(report.Agrees ? "they agree" : "they DISAGREE")}.");
        return report.Agrees;
    }

    private static (int Index, Tensor<double> Input) Sample(HybridModel<float> model, GeneratedDigits<float> test, int label)
    {
        var index = Enumerable.Range(0, test.Count).First(i => test.Label(i) == label);
        var input = new Tensor<double>(test.SampleShape);
        ExplainInput.ReadSample(test, index, new Normalisation(model.Options.Mean.AsSpan(), model.Options.StandardDeviation.AsSpan()), input.Span);
        return (index, input);
    }
}
