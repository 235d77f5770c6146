using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Modules;
using QXai.Nn.Optimisation;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Nn.Training;

/// <summary>
/// One step of training on a pool of workers, in three sweeps: each worker takes slots, one after another as it gets done with them, through forward and
/// backward passes, so that nobody waits long for a worker that was interrupted; the slots' gradients are added in slot order, by ranges of parameters;
/// the optimiser changes the weights, by the same ranges. What a slot or a range computes does not depend on who computes it, so the weights are the same
/// bit for bit for any number of workers. Nothing is allocated once every size of slot has been seen by every worker.
/// </summary>
internal sealed class TrainingStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Numbers of input that a pass takes at once (but a sample at least): more, and what a convolutional network keeps for its backward pass would not
    /// stay in a second-level cache. Part of the result's definition.
    /// </summary>
    private const int PassElements = 16 * 1024;

    private readonly Module<T> model;
    private readonly IBatchSource<T> source;
    private readonly WorkerPool pool;
    private readonly GradientSlots<T> gradients;
    private readonly Dictionary<int, MicroBatch<T>>[] tapes;
    private readonly (double Loss, int Correct)[] results;
    private readonly int slotSize, passSize;
    private readonly bool fuses;
    private readonly Action<int> runSlots, reduce, update;
    private Memory<int> batch;
    private int activeSlots, nextSlot;
    private ulong augmentation, draw;
    private double learningRate, gradientScale;

    /// <summary>A step; <paramref name="fuses"/> is false and <paramref name="passElements"/> another number for comparisons only.</summary>
    public TrainingStep(
        Module<T> model, IBatchSource<T> source, TrainingOptions options, WorkerPool pool, bool fuses = true, int passElements = PassElements)
    {
        (this.model, this.source, this.pool, this.fuses) = (model, source, pool, fuses);
        var slots = model.MixesSamples ? 1 : options.Slots;
        slotSize = (int)(((long)options.BatchSize + slots - 1) / slots);
        passSize = model.MixesSamples ? slotSize : Math.Min(slotSize, SamplesPerPass(source.SampleShape, passElements));
        gradients = new GradientSlots<T>(model.Parameters, slots);
        Optimizer = new OptimizerState<T>(options.Optimizer, model.Parameters);
        results = new (double, int)[slots];
        tapes = [.. Enumerable.Range(0, pool.Workers).Select(_ => new Dictionary<int, MicroBatch<T>>())];
        (runSlots, reduce, update) = (RunSlots, Reduce, Update);
    }

    /// <summary>The optimiser and its moments.</summary>
    public OptimizerState<T> Optimizer { get; }

    /// <summary>The most samples that go through a model at once, unless it mixes the samples of a batch.</summary>
    public static int SamplesPerPass(Shape sample, int passElements = PassElements) => Math.Max(1, passElements / Math.Max(1, sample.Count));

    /// <summary>
    /// Computes loss and gradient on <paramref name="samples"/>; the weights don't change yet. <paramref name="augmentation"/> seeds the source's
    /// randomness, <paramref name="draw"/> the model's. Returns the sum of the samples' losses, how many scored highest on their label, and the norm
    /// of the gradient of their mean loss.
    /// </summary>
    public (double Loss, int Correct, double GradientNorm) Differentiate(Memory<int> samples, ulong augmentation, ulong draw)
    {
        (batch, this.augmentation, this.draw) = (samples, augmentation, draw);
        activeSlots = (samples.Length + slotSize - 1) / slotSize;
        nextSlot = 0;
        pool.Run(runSlots);
        var (loss, correct) = (0.0, 0);
        for (var slot = 0; slot < activeSlots; slot++)
        {
            loss += results[slot].Loss;
            correct += results[slot].Correct;
        }

        pool.Run(reduce);
        return (loss, correct, gradients.Norm());
    }

    /// <summary>Changes the weights by the gradient, multiplied by <paramref name="gradientScale"/>.</summary>
    public void Update(double learningRate, double gradientScale)
    {
        (this.learningRate, this.gradientScale) = (learningRate, gradientScale);
        Optimizer.Advance();
        pool.Run(update);
    }

    private void RunSlots(int worker)
    {
        for (int slot; (slot = Interlocked.Increment(ref nextSlot) - 1) < activeSlots;)
        {
            var (start, stop) = (slot * slotSize, Math.Min((slot + 1) * slotSize, batch.Length));
            results[slot] = default;
            for (var at = start; at < stop; at += passSize)
            {
                var samples = batch.Span[at..Math.Min(at + passSize, stop)];
                var (loss, correct) = TapeOf(worker, samples.Length)
                    .Run(source, samples, at, batch.Length, augmentation, draw, gradients.Slot(slot), at > start);
                results[slot] = (results[slot].Loss + loss, results[slot].Correct + correct);
            }
        }
    }

    private MicroBatch<T> TapeOf(int worker, int samples)
    {
        if (!tapes[worker].TryGetValue(samples, out var tape))
        {
            tapes[worker].Add(samples, tape = new MicroBatch<T>(model, source, samples, fuses));
        }

        return tape;
    }

    private void Reduce(int worker) => gradients.Reduce(activeSlots, worker, pool.Workers);

    private void Update(int worker)
    {
        var (first, end) = WorkerPool.Split(gradients.Blocks.Length, worker, pool.Workers);
        for (var b = first; b < end; b++)
        {
            var (parameter, start, length) = gradients.Blocks[b];
            Optimizer.Update(parameter, start, length, learningRate, gradientScale);
        }
    }
}
