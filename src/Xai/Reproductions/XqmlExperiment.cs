using QXai.Nn.Circuits;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;
using QXai.Xai.Circuits;

namespace QXai.Xai.Reproductions;

/// <summary>
/// The XQML paper's experiment (its section VI): a synthetic task with planted relevant inputs, an encoding-first circuit trained on it, and all
/// explanations of circuits compared on test samples that it classifies correctly. H, RY(x_q), blocks of a CNOT ring and RZ RY RZ, Z on qubit 0, an
/// affine head to two class scores.
/// </summary>
public static class XqmlExperiment
{
    /// <summary>Maps that are kept for figures, per seed.</summary>
    public const int Shown = 8;

    /// <summary>One seed: its task, its circuit, its explanations. Depends on the seed and the sizes only. <paramref name="report"/> is told the
    /// share that is done.</summary>
    public static XqmlSeed Run(ulong seed, XqmlOptions options, WorkerPool pool, Action<double>? report = null, CancellationToken cancellation = default)
    {
        options.Validate();
        var task = new PlantedInputs(options.Inputs, options.Training, seed, part: 0);
        var test = new PlantedInputs(options.Inputs, 10 * options.Explained, seed, part: 1);
        var model = Train(task, options, seed, pool, share => report?.Invoke(share / 2), cancellation);
        var predicted = Predict(model, test);
        var right = Enumerable.Range(0, test.Count).Where(i => predicted[i] == test.Label(i)).ToArray();
        var samples = right.Take(options.Explained).Select(i => Sample(model, test.Sample(i), test.Label(i))).ToArray();
        var maps = new double[samples.Length][][];
        for (var i = 0; i < samples.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            maps[i] = [.. XqmlMethod.All.Select((method, k) => method.Map(samples[i], new SeededRandom(seed).Derive(7).Derive((ulong)((i * 100) + k))))];
            report?.Invoke(0.5 + 0.5 * (i + 1) / samples.Length);
        }

        double[][] means = [.. XqmlMetric.All.Select(metric => XqmlMethod.All.Select((_, k) =>
            samples.Select((sample, i) => metric.Value(sample, maps[i][k], task.Mask)).OfType<double>().DefaultIfEmpty(double.NaN).Average()).ToArray())];
        return new(
            seed,
            options,
            (double)right.Length / test.Count,
            task.Mask,
            samples.Average(sample => sample.Root.IsRoot ? 1.0 : 0),
            samples.Average(sample => sample.Root.Distance),
            means,
            [.. maps.Take(Shown)]);
    }

    /// <summary>
    /// The circuit of the experiment, trained on two classes of <see cref="XqmlOptions.Inputs"/> inputs. On a task with shuffled labels it is what the
    /// random-label check compares with.
    /// </summary>
    public static CircuitModel Train(
        IBatchSource<double> task, XqmlOptions options, ulong seed, WorkerPool pool, Action<double>? report = null, CancellationToken cancellation = default)
    {
        var circuit = VariationalCircuit.Build(options.Inputs, new AngleEncoding(), new Ansatz(options.Blocks));
        var random = new SeededRandom(seed).Derive(3);
        double[] weights = [.. Enumerable.Range(0, circuit.Weights).Select(_ => 0.3 * random.NextGaussian())];
        var model = new CircuitModel(circuit, [Observable.Z(0)], weights, Tensor<double>.From(new(2, 1), [-3, 3]), [0, 0]);
        var trainer = new Trainer<double>(
            model,
            task,
            new TrainingOptions { Epochs = options.Epochs, BatchSize = 32, LearningRate = 0.03, Schedule = new CosineSchedule(), Seed = seed },
            pool);
        trainer.EpochEnded = epoch => report?.Invoke((double)epoch.Epoch / options.Epochs);
        if (trainer.Run(cancellation).End == TrainingEnd.Cancelled)
        {
            throw new OperationCanceledException(cancellation);
        }

        return model;
    }

    private static int[] Predict(CircuitModel model, PlantedInputs test)
    {
        var one = Score(model, 1).Values(test.Count, [.. Enumerable.Range(0, test.Count).SelectMany(test.Sample)]);
        var zero = Score(model, 0).Values(test.Count, [.. Enumerable.Range(0, test.Count).SelectMany(test.Sample)]);
        return [.. one.Zip(zero, (positive, negative) => positive > negative ? 1 : 0)];
    }

    private static XqmlSample Sample(CircuitModel model, double[] x, int label)
    {
        var score = Score(model, label);
        return new(score, x, RootFinder.Find(score, x));
    }

    /// <summary>Half the difference of the class score and the other's, which is what decides: an affine function of the expectation, zero on the
    /// border between the classes.</summary>
    private static CircuitScore Score(CircuitModel model, int label)
    {
        var (a, b, other) = (model.HeadWeights!.Span.ToArray(), model.HeadBias!.Span.ToArray(), 1 - label);
        return new(model.Circuit, model.Weights, (a[label] - a[other]) / 2 * model.Observables[0], (b[label] - b[other]) / 2);
    }
}
