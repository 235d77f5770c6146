using System.Collections.Concurrent;
using System.Numerics;
using QXai.Nn.Circuits;
using QXai.Nn.Evaluation;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Xai.Methods;

/// <summary>
/// The scores of many inputs, in double for the caller and in the module's own precision inside. Micro-batches have a fixed size, so that results do
/// not depend on threads; without a pool every calling thread works alone.
/// </summary>
internal sealed class ScoreBatches
{
    /// <summary>Elements of input per micro-batch: a few hundred KiB of activations per layer for pictures of any size.</summary>
    private const int Elements = 1 << 14;

    private readonly Func<Tensor<double>, CancellationToken, Tensor<double>> scores;

    private ScoreBatches(Func<Tensor<double>, CancellationToken, Tensor<double>> scores) => this.scores = scores;

    /// <summary>Of a module of any precision; <paramref name="pool"/> shares the work where given.</summary>
    public static ScoreBatches Of<T>(Module<T> module, WorkerPool? pool = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var idle = new ConcurrentBag<Evaluator<T>>();
        Evaluator<T>? shared = null;
        return new(Score);

        Tensor<double> Score(Tensor<double> inputs, CancellationToken cancellation)
        {
            var size = MicroBatch(module, inputs.Shape.CountOf(1..));
            if (pool is not null)
            {
                // Runs on one pool wait for each other, so that one evaluator serves all callers.
                var evaluator = Volatile.Read(ref shared) ?? Interlocked.CompareExchange(ref shared, new Evaluator<T>(module, pool, size), null) ?? shared!;
                return evaluator.Scores(inputs.To<T>(), cancellation).To<double>();
            }

            var own = idle.TryTake(out var rested) ? rested : new Evaluator<T>(module, new WorkerPool(1), size);
            var result = own.Scores(inputs.To<T>(), cancellation).To<double>();
            idle.Add(own);
            return result;
        }
    }

    /// <summary>Scores [n, classes] of inputs [n, ...].</summary>
    public Tensor<double> Of(Tensor<double> inputs, CancellationToken cancellation) => scores(inputs, cancellation);

    private static int MicroBatch<T>(Module<T> module, int elements)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        module is CircuitModel ? 256 : Math.Clamp(Elements / Math.Max(elements, 1), 1, 16);
}
