using QXai.Cli.Infrastructure;
using QXai.Data;
using QXai.Data.Images;
using QXai.Data.Png;
using QXai.Nn.Checkpoints;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Modules;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Evidence;

namespace QXai.Cli.Reproduction;

/// <summary>
/// Runs an experiment: for each seed a hybrid model and its classical twin are trained from scratch (a model that is there already is not trained
/// again), tested, and their maps measured; then figures and the page.
/// </summary>
internal sealed class Reproducer(
    Experiment experiment, string folder, ReproductionOptions options, WorkerPool pool, TextWriter error, CancellationToken cancellation)
{
    private readonly Stages stages = new(Path.Combine(folder, "stages"));

    /// <summary>Trains, measures, draws and writes everything; returns the results of the seeds.</summary>
    public IReadOnlyList<SeedResult> Run()
    {
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        Directory.CreateDirectory(Path.Combine(folder, "figures"));
        var results = new List<SeedResult>();
        ReproducedModels? first = null;
        for (var seed = options.FirstSeed; seed < options.FirstSeed + (ulong)options.Seeds; seed++)
        {
            var models = Models(seed);
            results.Add(Measure(models));
            first ??= models;
        }

        var figures = new List<(string File, string Caption)>();
        foreach (var (file, caption, draw) in experiment.Figures(first!, cancellation))
        {
            error.WriteLine($"Drawing {file}");
            PngWriter.Write(Path.Combine(folder, "figures", file), draw());
            figures.Add((file, caption));
        }

        figures.AddRange(ResultsFigures.Write(experiment, results, Path.Combine(folder, "figures")));
        var sounds = experiment.WriteExtras(first!, Path.Combine(folder, "figures"));
        ResultsPage.Write(experiment, results, figures, sounds, options, first!, Path.Combine(folder, "results.md"));
        return results;
    }

    /// <summary>The models of a seed, trained where they are not there yet.</summary>
    private ReproducedModels Models(ulong seed)
    {
        var (train, test) = (experiment.Open(DataSplit.Train, seed), experiment.Open(DataSplit.Test, seed));
        if (options.Limit is { } limit)
        {
            error.WriteLine($"--limit {limit}: this is a trial, not the experiment.");
        }

        var architecture = Architecture(train);
        var hybrid = new HybridModel<float>(architecture, seed);
        var classical = options.Twin ? new ClassicalTwin<float>(architecture, seed) : null;
        Train(hybrid, train, seed, "hybrid");
        if (classical is not null)
        {
            Train(classical, train, seed, "classical");
        }

        return new ReproducedModels(seed, hybrid, classical, test);
    }

    private HybridOptions Architecture(ImageSource<float> train) => experiment.Recipe.Model with
    {
        InputShape = [.. train.SampleShape.Extents],
        ClassNames = [.. train.ClassNames],
        Mean = ArchitectureOptions.PerChannel(train.Normalisation.Means, train.SampleShape[0]),
        StandardDeviation = ArchitectureOptions.PerChannel(train.Normalisation.Deviations, train.SampleShape[0]),
    };

    private void Train(Module<float> model, ImageSource<float> train, ulong seed, string kind)
    {
        var path = Path.Combine(folder, "models", $"{kind}-{seed}.safetensors");
        if (File.Exists(path))
        {
            ModelFile.Load(model, path);
            return;
        }

        error.WriteLine($"Training {kind}, seed {seed}");
        var state = path + ".state.safetensors";
        var source = TrainingSource.Of(train, experiment.Augments);
        if (options.Limit is { } limit)
        {
            source = Data.Transforms.SubsetExtension.First(source, limit);
        }

        var result = TrainingRun.Run(model, source, Training(seed), pool, error, cancellation, stateFile: state, resume: File.Exists(state));
        if (result.End == TrainingEnd.Cancelled)
        {
            throw new OperationCanceledException($"Cancelled; the state is in {state}: the same command goes on.");
        }

        ModelFile.Save(model, path);
        File.Delete(state);
    }

    private TrainingOptions Training(ulong seed) => new()
    {
        Epochs = options.Epochs ?? experiment.Recipe.Epochs,
        BatchSize = experiment.Recipe.Batch,
        LearningRate = experiment.Recipe.LearningRate,
        Schedule = new CosineSchedule(1),
        Seed = seed,
    };

    private SeedResult Measure(ReproducedModels models)
    {
        var (fingerprint, twin) = (ModelFingerprint.Of(models.Hybrid), models.Classical is null ? null : ModelFingerprint.Of(models.Classical));
        return stages.Get($"seed-{models.Seed}", $"{fingerprint} {twin} {options.Maps} {options.Faithful} 1", () =>
        {
            error.WriteLine($"Testing, seed {models.Seed}");
            var accuracy = new Evaluator<float>(models.Hybrid, pool).Evaluate(models.Test, cancellation).Accuracy;
            var twinAccuracy = models.Classical is null
                ? (double?)null
                : new Evaluator<float>(models.Classical, pool).Evaluate(models.Test, cancellation).Accuracy;
            var indices = experiment.Explained(models.Test, options.Maps);
            var measurer = new MapMeasurer(experiment, models, options.Faithful);
            var samples = ProgressDisplay.Run(error, $"Measuring maps, seed {models.Seed}", indices.Count, "samples", report =>
                measurer.Run(indices, pool, done => report(done, ""), cancellation));
            var extras = new Dictionary<string, double>(experiment.Extras(models, cancellation));
            return new SeedResult(models.Seed, accuracy, twinAccuracy, models.Test.Count, fingerprint, twin, samples, extras);
        });
    }
}
