using System.Collections.Immutable;
using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Batch;

/// <summary>
/// A tile's cosines and sines: row r holds cos[W], then sin[W] of the plan's angle r. Rows that no input reaches are filled once per change of the
/// weights.
/// </summary>
internal sealed class SampleRows<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ImmutableArray<AngleSum> angles;
    private readonly int inputs;
    private readonly int[] moving;
    private readonly AnglePart[] parts;
    private readonly double[] shared, weights, values, sines, cosines;
    private readonly AlignedBuffer<T> rows;

    /// <summary>Rows for a plan's angles.</summary>
    public SampleRows(BatchPlan plan)
    {
        (angles, inputs) = (plan.Rows, plan.Inputs);
        moving = [.. Enumerable.Range(0, angles.Length).Where(row => angles[row].IsPerSample)];
        parts = [.. moving.SelectMany((row, place) =>
            angles[row].Parts.Where(part => part.Source == AngleSource.Input).Select(part => new AnglePart(place, part, part.Index)))];
        (shared, weights) = (new double[angles.Length], new double[plan.Weights]);
        (values, sines, cosines) = (new double[moving.Length * V.Lanes], new double[moving.Length * V.Lanes], new double[moving.Length * V.Lanes]);
        rows = new(angles.Length * 2 * V.Lanes);
    }

    /// <summary>All rows, row after row.</summary>
    public ReadOnlySpan<T> All => rows.Span;

    /// <summary>cos[W], then sin[W] of one angle.</summary>
    public ReadOnlySpan<T> this[int row] => rows.Slice(row * 2 * V.Lanes, 2 * V.Lanes);

    /// <summary>Takes new weights.</summary>
    public void Update(ReadOnlySpan<double> values)
    {
        values.CopyTo(weights);
        for (var row = 0; row < angles.Length; row++)
        {
            shared[row] = angles[row].Shared(weights);
            var (sin, cos) = Math.SinCos(shared[row]);
            rows.Slice(row * 2 * V.Lanes, V.Lanes).Fill(T.CreateTruncating(cos));
            rows.Slice((row * 2 + 1) * V.Lanes, V.Lanes).Fill(T.CreateTruncating(sin));
        }
    }

    /// <summary>Takes the inputs of the tile's samples, of which there may be fewer than lanes.</summary>
    public void Fill(ReadOnlySpan<double> samples, int count)
    {
        for (var place = 0; place < moving.Length; place++)
        {
            values.AsSpan(place * V.Lanes, V.Lanes).Fill(shared[moving[place]]);
        }

        foreach (var (place, part, index) in parts)
        {
            var lanes = values.AsSpan(place * V.Lanes, count);
            if (part.Map == AngleMap.Identity)
            {
                for (var lane = 0; lane < lanes.Length; lane++)
                {
                    lanes[lane] += part.Scale * samples[lane * inputs + index] + part.Offset;
                }

                continue;
            }

            for (var lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] += part.Value(samples.Slice(lane * inputs, inputs), weights);
            }
        }

        SinCosKernel.Fill(values, sines, cosines);
        for (var place = 0; place < moving.Length; place++)
        {
            var row = rows.Slice(moving[place] * 2 * V.Lanes, 2 * V.Lanes);
            for (var lane = 0; lane < V.Lanes; lane++)
            {
                row[lane] = T.CreateTruncating(cosines[place * V.Lanes + lane]);
                row[lane + V.Lanes] = T.CreateTruncating(sines[place * V.Lanes + lane]);
            }
        }
    }
}
