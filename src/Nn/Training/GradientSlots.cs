using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Optimisation;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Nn.Training;

/// <summary>
/// One set of gradient buffers per slot of the batch, and their sum in slot order: gradient = ((slot 0 + slot 1) + slot 2) + ... . The work is
/// divided among workers in blocks of fixed length, and each block's squared norm is kept by itself, so that neither the sum nor its norm depends on
/// the number of workers.
/// </summary>
internal sealed class GradientSlots<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Parameter<T>> parameters;
    private readonly Tensor<T>[][] slots;
    private readonly double[] squaredNorms;

    public GradientSlots(IReadOnlyList<Parameter<T>> parameters, int slots)
    {
        this.parameters = parameters;
        this.slots = [.. Enumerable.Range(0, slots).Select(_ => parameters.Select(parameter => new Tensor<T>(parameter.Value.Shape)).ToArray())];
        Blocks = [.. parameters.SelectMany(BlocksOf)];
        squaredNorms = new double[Blocks.Length];
    }

    /// <summary>The blocks: element [Start, Start + Length) of a parameter.</summary>
    public (int Parameter, int Start, int Length)[] Blocks { get; }

    /// <summary>The buffers of one slot, in the order of the parameters.</summary>
    public Tensor<T>[] Slot(int slot) => slots[slot];

    /// <summary>
    /// Adds the first <paramref name="active"/> slots into <see cref="Parameter{T}.Gradient"/>, for one worker's share of the blocks.
    /// </summary>
    public void Reduce(int active, int worker, int workers)
    {
        var (first, end) = WorkerPool.Split(Blocks.Length, worker, workers);
        for (var b = first; b < end; b++)
        {
            var (parameter, start, length) = Blocks[b];
            var sum = parameters[parameter].Gradient.Span.Slice(start, length);
            slots[0][parameter].Span.Slice(start, length).CopyTo(sum);
            for (var slot = 1; slot < active; slot++)
            {
                TensorPrimitives.Add<T>(sum, slots[slot][parameter].Span.Slice(start, length), sum);
            }

            squaredNorms[b] = GradientClipping.SquaredNorm<T>(sum);
        }
    }

    /// <summary>The norm of the reduced gradient over all parameters.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (var square in squaredNorms)
        {
            sum += square;
        }

        return Math.Sqrt(sum);
    }

    private static IEnumerable<(int Parameter, int Start, int Length)> BlocksOf(Parameter<T> parameter, int index)
    {
        for (var start = 0; start < parameter.Value.Length; start += GradientClipping.Block)
        {
            yield return (index, start, Math.Min(GradientClipping.Block, parameter.Value.Length - start));
        }
    }
}
