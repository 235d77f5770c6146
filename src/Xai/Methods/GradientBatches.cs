using QXai.Autodiff;
using QXai.Nn.Circuits;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Xai.Methods;

/// <summary>Slopes d f^l / d x of many inputs, in micro-batches of a fixed size that a pool's workers share by a static split: the same bits for any
/// number of threads.</summary>
internal static class GradientBatches
{
    /// <summary>Gradients [n, ...] of the score <paramref name="target"/> for inputs [n, ...].</summary>
    public static Tensor<double> Of(Module<double> module, WorkerPool? pool, Tensor<double> inputs, int target, CancellationToken cancellation)
    {
        var (count, result) = (inputs.Shape[0], new Tensor<double>(inputs.Shape));
        var size = module is CircuitModel ? 64 : Math.Clamp((1 << 13) / inputs.Shape.CountOf(1..), 1, 8);
        var chunks = (count + size - 1) / size;
        if (pool is null)
        {
            Work(0, chunks);
        }
        else
        {
            pool.Run(worker =>
            {
                var (first, end) = WorkerPool.Split(chunks, worker, pool.Workers);
                Work(first, end);
            });
        }

        return result;

        void Work(int first, int end)
        {
            Leaf<double>? leaf = null;
            Node<double>? scores = null;
            for (var chunk = first; chunk < end; chunk++)
            {
                cancellation.ThrowIfCancellationRequested();
                var (start, samples) = (chunk * size, Math.Min(size, count - (chunk * size)));
                var elements = inputs.Shape.CountOf(1..);
                if (leaf?.Shape[0] != samples)
                {
                    leaf = new Tape<double>().Input(new Tensor<double>(inputs.Shape.With(0, samples)), needsGradient: true);
                    inputs.Span.Slice(start * elements, samples * elements).CopyTo(leaf.Value.Span);
                    scores = module.Apply(leaf);
                }
                else
                {
                    inputs.Span.Slice(start * elements, samples * elements).CopyTo(leaf.Value.Span);
                    leaf.Tape.Forward();
                }

                var seed = new Tensor<double>(scores!.Shape);
                for (var sample = 0; sample < samples; sample++)
                {
                    seed[sample, target] = 1;
                }

                leaf.Tape.Backward(scores, seed);
                leaf.Gradient.Span.CopyTo(result.Span[(start * elements)..]);
            }
        }
    }
}
