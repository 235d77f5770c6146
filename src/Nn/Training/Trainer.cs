using System.Diagnostics;
using System.Numerics;
using QXai.Nn.Evaluation;
using QXai.Nn.Modules;
using QXai.Nn.Optimisation;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;

namespace QXai.Nn.Training;

/// <summary>
/// Trains a model to classify the samples of a source, by gradients of the mean cross-entropy. The samples of an epoch are shuffled by (seed, epoch),
/// augmentation draws by (seed, epoch, sample), dropout by (seed, step, position in the batch): equal options give equal weights, bit for bit, for
/// any number of workers and whether or not the run was interrupted and resumed (<see cref="SaveState"/>, <see cref="LoadState"/>).
/// </summary>
public sealed class Trainer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T> model;
    private readonly IBatchSource<T> source;
    private readonly IBatchSource<T>? validation;
    private readonly Evaluator<T> evaluator;
    private readonly TrainingStep<T> step;
    private readonly int[] order;
    private readonly Tensor<T>[] best;
    private TrainingCursor cursor = new();

    /// <summary>
    /// A run from the model's present weights; <paramref name="validated"/> samples of the validation source are scored at once per worker. Throws
    /// <see cref="InputException"/> where options are out of range, or data and model do not fit.
    /// </summary>
    public Trainer(
        Module<T> model, IBatchSource<T> source, TrainingOptions options, WorkerPool pool, IBatchSource<T>? validation = null,
        int validated = Evaluator<T>.DefaultMicroBatch)
    {
        options.Validate();
        ModelChecks.CheckSource(model, source);
        if (validation is not null)
        {
            ModelChecks.CheckSource(model, validation);
        }
        else if (options.Patience is not null)
        {
            throw new InputException($"Training: a patience of {options.Patience} epochs needs validation data.");
        }

        (this.model, this.source, this.validation, Options) = (model, source, validation, options);
        step = new TrainingStep<T>(model, source, options, pool);
        evaluator = new Evaluator<T>(model, pool, validated);
        order = new int[source.Count];
        best = validation is not null && options.KeepBest ? [.. model.State.Select(tensor => tensor.Value.Clone())] : [];
    }

    /// <summary>The options.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Called after every step, on the thread that called <see cref="Run"/>.</summary>
    public Action<TrainingProgress>? Progress { get; set; }

    /// <summary>Called after every epoch, on the thread that called <see cref="Run"/>; a good moment for <see cref="SaveState"/>.</summary>
    public Action<EpochReport>? EpochEnded { get; set; }

    /// <summary>Steps done since the beginning.</summary>
    public long Steps => cursor.Step;

    private long StepsPerEpoch => ((long)source.Count + Options.BatchSize - 1) / Options.BatchSize;

    private bool HasStoppedEarly =>
        Options.Patience is { } patience && cursor.Best() is { } report && cursor.Epoch - report.Epoch >= patience;

    /// <summary>
    /// Trains until all epochs are done, patience ends, or <paramref name="cancellation"/> is asked for, which is looked at before every step. Throws
    /// <see cref="InputException"/> where the loss or the gradient is no longer a finite number; the weights are then those before the step.
    /// </summary>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        var (clock, start) = (Stopwatch.StartNew(), SamplesDone());
        while (cursor.Epoch < Options.Epochs && !HasStoppedEarly)
        {
            Shuffle();
            while (cursor.Position < source.Count)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return new TrainingResult(TrainingEnd.Cancelled, [.. cursor.History], KeptEpoch: null);
                }

                var (rate, norm) = Step();
                Progress?.Invoke(Report(rate, norm, clock.Elapsed, start));
            }

            EndEpoch();
        }

        var kept = best.Length > 0 ? cursor.Best() : null;
        if (kept is not null)
        {
            CopyState(best, [.. model.State.Select(tensor => tensor.Value)]);
        }

        var end = cursor.Epoch < Options.Epochs ? TrainingEnd.StoppedEarly : TrainingEnd.Completed;
        return new TrainingResult(end, [.. cursor.History], kept?.Epoch ?? cursor.Epoch);
    }

    /// <summary>
    /// Writes all that is needed to go on (weights, moments, best weights so far, position, options) atomically, as .safetensors. To be called
    /// between steps: from the callbacks, or when
    /// <see cref="Run"/> has returned.
    /// </summary>
    public void SaveState(string path) => TrainingState.Write(path, model, source, Options, cursor, step.Optimizer, best);

    /// <summary>
    /// Goes back to a saved state, from which <see cref="Run"/> continues as if never interrupted. Throws <see cref="InputException"/> where the file
    /// is no training state, or one of another model, other data or other options.
    /// </summary>
    public void LoadState(string path) => cursor = TrainingState.Read(path, model, source, Options, step.Optimizer, best);

    private static void CopyState(IReadOnlyList<Tensor<T>> from, IReadOnlyList<Tensor<T>> to)
    {
        for (var i = 0; i < from.Count; i++)
        {
            from[i].Span.CopyTo(to[i].Span);
        }
    }

    private (double Rate, double Norm) Step()
    {
        var count = Math.Min(Options.BatchSize, source.Count - cursor.Position);
        var samples = order.AsMemory(cursor.Position, count);
        var epochSeed = SeededRandom.Mix(Options.Seed, (ulong)cursor.Epoch);
        var (loss, correct, norm) = step.Differentiate(
            samples, augmentation: SeededRandom.Mix(epochSeed, 1), draw: SeededRandom.Mix(~Options.Seed, (ulong)cursor.Step));
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw new InputException(
                $"Training: step {cursor.Step + 1} of epoch {cursor.Epoch + 1} gave a loss of {loss / count} and a gradient of norm {norm}; "
                + $"a learning rate below {Options.LearningRate} or a clipping norm may help.");
        }

        var rate = Options.LearningRate * Options.Schedule.Factor(cursor.Step, StepsPerEpoch, StepsPerEpoch * Options.Epochs);
        step.Update(rate, Options.ClipNorm is { } limit ? GradientClipping.Scale(norm, limit) : 1);
        cursor.Step++;
        cursor.Position += count;
        cursor.LossSum += loss;
        cursor.Correct += correct;
        return (rate, norm);
    }

    private void Shuffle()
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new SeededRandom(SeededRandom.Mix(Options.Seed, (ulong)cursor.Epoch)).Shuffle<int>(order);
    }

    private void EndEpoch()
    {
        var result = validation is null ? null : evaluator.Evaluate(validation);
        var report = cursor.EndEpoch(result?.Loss, result?.Accuracy);
        if (report.IsBest && best.Length > 0)
        {
            CopyState([.. model.State.Select(tensor => tensor.Value)], best);
        }

        EpochEnded?.Invoke(report);
    }

    private long SamplesDone() => (long)cursor.Epoch * source.Count + cursor.Position;

    private TrainingProgress Report(double rate, double norm, TimeSpan elapsed, long start)
    {
        var pace = (SamplesDone() - start) / Math.Max(elapsed.TotalSeconds, 1e-9);
        var left = (long)Options.Epochs * source.Count - SamplesDone();
        return new TrainingProgress(
            cursor.Epoch + 1,
            Options.Epochs,
            cursor.Step,
            cursor.Position,
            source.Count,
            cursor.LossSum / cursor.Position,
            (double)cursor.Correct / cursor.Position,
            rate,
            norm,
            pace,
            TimeSpan.FromSeconds(left / pace));
    }
}
