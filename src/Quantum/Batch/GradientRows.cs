using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Batch;

/// <summary>
/// The gradients of a plan's angles per sample, and the chain rule from them to inputs and weights. Each angle has two rows of W numbers to add to,
/// since turns sum real and imaginary planes apart. A sample's weight gradient is summed over the angles in their order, then the samples are added
/// in theirs: the result depends neither on the number of lanes nor on where a batch is split.
/// </summary>
internal sealed class GradientRows<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AnglePart[] inputParts, mixedParts, weightParts;
    private readonly int inputs;
    private readonly double[] weights;
    private readonly T[] slopes;
    private readonly AlignedBuffer<T> angles, perWeight;

    /// <summary>Rows for a plan's slots.</summary>
    public GradientRows(BatchPlan plan)
    {
        (inputs, weights) = (plan.Inputs, new double[plan.Weights]);
        List<AnglePart> ofInputs = [], mixed = [], ofWeights = [];
        for (var slot = 0; slot < plan.Slots.Length; slot++)
        {
            foreach (var part in plan.Slots[slot].Parts)
            {
                var isInput = part.Source == AngleSource.Input;
                (isInput ? ofInputs : ofWeights).Add(new(slot, part, part.Index));
                if (isInput && part.SecondSource == AngleSource.Weight)
                {
                    mixed.Add(new(slot, part, part.SecondIndex));
                }
                else if (!isInput && part.IsProduct)
                {
                    ofWeights.Add(new(slot, part, part.SecondIndex));
                }
            }
        }

        (inputParts, mixedParts, weightParts) = ([.. ofInputs], [.. mixed], [.. ofWeights]);
        slopes = new T[weightParts.Length];
        perWeight = new(plan.Weights * V.Lanes);
        angles = new((plan.Slots.Length + 1) * 2 * V.Lanes);
    }

    /// <summary>Two rows of W numbers that nobody reads.</summary>
    public Span<T> Unread => this[angles.Length / (2 * V.Lanes) - 1];

    /// <summary>The two rows of W numbers that the gradient of a slot's angle is added to.</summary>
    public Span<T> this[int slot] => angles.Slice(slot * 2 * V.Lanes, 2 * V.Lanes);

    /// <summary>Starts at zero.</summary>
    public void Clear() => angles.Span.Clear();

    /// <summary>Joins the two rows of each slot in the first.</summary>
    public void Join()
    {
        ref var first = ref angles.Span[0];
        for (nuint i = 0; i < (nuint)angles.Length; i += 2 * (nuint)V.Lanes)
        {
            (V.Load(in first, i) + V.Load(in first, i + (nuint)V.Lanes)).Store(ref first, i);
        }
    }

    /// <summary>Takes new weights.</summary>
    public void Update(ReadOnlySpan<double> values)
    {
        values.CopyTo(weights);
        for (var i = 0; i < slopes.Length; i++)
        {
            var (part, weight) = (weightParts[i].Part, weightParts[i].Index);
            slopes[i] = T.CreateTruncating(part.IsProduct
                ? part.Scale * weights[weight == part.Index ? part.SecondIndex : part.Index]
                : part.SlopeAt(weights[weight]));
        }
    }

    /// <summary>gradients[lane, i] += sum over the angles that input i feeds of dL/dtheta dtheta/dx_i.</summary>
    public void AddToInputs(ReadOnlySpan<double> samples, int count, Span<double> gradients)
    {
        foreach (var (slot, part, index) in inputParts)
        {
            var row = this[slot][..count];
            for (var lane = 0; lane < row.Length; lane++)
            {
                var cotangent = double.CreateTruncating(row[lane]);
                if (part.IsProduct)
                {
                    part.Pullback(samples.Slice(lane * inputs, inputs), weights, cotangent, gradients.Slice(lane * inputs, inputs), []);
                    continue;
                }

                var place = lane * inputs + index;
                gradients[place] += part.SlopeAt(samples[place]) * cotangent;
            }
        }
    }

    /// <summary>gradients[j] += sum over the samples, in order, of the sum over the angles that weight j feeds of dL/dtheta dtheta/dw_j.</summary>
    public void AddToWeights(ReadOnlySpan<double> samples, int count, Span<double> gradients)
    {
        var sums = perWeight.Span;
        sums.Clear();
        for (var i = 0; i < weightParts.Length; i++)
        {
            var sum = sums.Slice(weightParts[i].Index * V.Lanes, V.Lanes);
            V.FusedMultiplyAdd(V.Broadcast(slopes[i]), V.Load(in this[weightParts[i].Place][0], 0), V.Load(in sum[0], 0)).Store(ref sum[0], 0);
        }

        foreach (var (slot, part, weight) in mixedParts)
        {
            for (var lane = 0; lane < count; lane++)
            {
                sums[weight * V.Lanes + lane] += T.CreateTruncating(part.Scale * samples[lane * inputs + part.Index]) * this[slot][lane];
            }
        }

        for (var j = 0; j < gradients.Length; j++)
        {
            var total = gradients[j];
            foreach (var value in sums.Slice(j * V.Lanes, count))
            {
                total += double.CreateTruncating(value);
            }

            gradients[j] = total;
        }
    }
}
