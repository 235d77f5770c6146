using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Nn.Evaluation;

/// <summary>
/// Scores many samples with a model in evaluation mode (dropout off, batch norm by running statistics), in micro-batches that the workers of
/// a pool take one after another. The micro-batches are the same for any number of workers, and so are the results, bit for bit. Reads the model's present
/// weights; not to be used while they change.
/// </summary>
public sealed class Evaluator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Samples that a worker scores at once unless told otherwise.</summary>
    public const int DefaultMicroBatch = 16;

    private readonly Module<T> model;
    private readonly WorkerPool pool;
    private readonly int microBatch;
    private readonly Dictionary<Shape, (Leaf<T> Images, Node<T> Scores)>[] tapes;

    /// <summary>An evaluator that gives <paramref name="microBatch"/> samples at a time to each worker.</summary>
    public Evaluator(Module<T> model, WorkerPool pool, int microBatch = DefaultMicroBatch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(microBatch);
        (this.model, this.pool, this.microBatch) = (model, pool, microBatch);
        tapes = [.. Enumerable.Range(0, pool.Workers).Select(_ => new Dictionary<Shape, (Leaf<T>, Node<T>)>())];
    }

    /// <summary>
    /// The scores of every sample, shape [samples, classes]; the source's randomness, if any, draws with seed 0. Throws where data and model do not
    /// fit.
    /// </summary>
    public Tensor<T> Scores(IBatchSource<T> source, CancellationToken cancellation = default)
    {
        ModelChecks.CheckSource(model, source);
        return Scores(source.SampleShape, source.Count, (sample, destination) => source.Read(sample, 0, destination), cancellation);
    }

    /// <summary>The scores of a batch of samples, shape [samples, ...].</summary>
    public Tensor<T> Scores(Tensor<T> samples, CancellationToken cancellation = default)
    {
        if (samples.Shape.Rank < 2 || samples.Shape[0] < 1)
        {
            throw new ShapeException($"Scores: samples of shape {samples.Shape} are not [samples, ...] with at least one sample.");
        }

        var shape = new Shape(samples.Shape.Extents[1..]);
        void Copy(int sample, Span<T> destination) => samples.Span.Slice(sample * shape.Count, shape.Count).CopyTo(destination);

        return Scores(shape, samples.Shape[0], Copy, cancellation);
    }

    /// <summary>
    /// Accuracy, losses and the confusion of classes on a labelled source. Throws <see cref="InputException"/> where a label is no class or a score
    /// no number.
    /// </summary>
    public ClassificationReport Evaluate(IBatchSource<T> source, CancellationToken cancellation = default)
    {
        var scores = Scores(source, cancellation);
        var classes = source.ClassNames.Count;
        ModelChecks.CheckScores(scores.Shape, source.Count, classes);
        var confusion = new int[classes, classes];
        double loss = 0;
        for (var sample = 0; sample < source.Count; sample++)
        {
            var row = scores.Span.Slice(sample * classes, classes);
            var label = ModelChecks.Label(source, sample);
            var surprise = Modules.Scores.CrossEntropy<T>(row, label);
            if (!double.IsFinite(surprise))
            {
                throw new InputException($"Evaluation: the scores of sample {sample} are not all finite numbers.");
            }

            loss += surprise;
            confusion[label, Modules.Scores.Highest<T>(row)]++;
        }

        return new ClassificationReport(source.ClassNames, confusion, loss / source.Count);
    }

    private delegate void ReadSample(int sample, Span<T> destination);

    private Tensor<T> Scores(Shape sample, int count, ReadSample read, CancellationToken cancellation)
    {
        Tensor<T>? result = null;
        var (chunks, next) = ((count + microBatch - 1) / microBatch, 0);
        pool.Run(worker =>
        {
            for (int chunk; (chunk = Interlocked.Increment(ref next) - 1) < chunks;)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = chunk * microBatch;
                var scores = Score(worker, sample, start, Math.Min(microBatch, count - start), read);
                if (Volatile.Read(ref result) is null)
                {
                    Interlocked.CompareExchange(ref result, new Tensor<T>(scores.Shape.With(0, count)), null);
                }

                scores.Span.CopyTo(result!.Span[(start * scores.Shape.CountOf(1..))..]);
            }
        });
        return result!;
    }

    private Tensor<T> Score(int worker, Shape sample, int start, int count, ReadSample read)
    {
        var shape = new Shape([count, .. sample.Extents]);
        if (!tapes[worker].TryGetValue(shape, out var tape))
        {
            var images = new Tape<T> { Fuses = true }.Input(new Tensor<T>(shape));
            tapes[worker].Add(shape, tape = (images, model.Apply(images)));
        }

        for (var i = 0; i < count; i++)
        {
            read(start + i, tape.Images.Value.Span.Slice(i * sample.Count, sample.Count));
        }

        tape.Images.Tape.Forward();
        return tape.Scores.Value;
    }
}
