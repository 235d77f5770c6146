using System.Numerics;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Batch.Plans;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Quantum.Batch;

/// <summary>
/// What a layer's kernels need for given weights. RY(theta) = cos(theta/2) [[1, -t], [t, 1]] with t = tan(theta/2): the cosines of all turns are one
/// factor of the boundary's phases. Where |t| would exceed 1, RY(theta) = RY(theta - pi) RY(pi) is used: RY(pi) exchanges the two rows (they are
/// found through the table of row starts anyway) and changes the sign of the upper one (a phase), and t becomes -1/t.
/// </summary>
internal sealed class LayerCoefficients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Layer layer;
    private readonly int rowLength;
    private readonly double[] phases, moved, sines, cosines;

    /// <summary>For rows of <paramref name="rowLength"/> numbers; <paramref name="scratch"/> is shared by all layers.</summary>
    public LayerCoefficients(Layer layer, int rowLength, double[][] scratch)
    {
        (this.layer, this.rowLength) = (layer, rowLength);
        (phases, moved, sines, cosines) = (scratch[0], scratch[1], scratch[2], scratch[3]);
        var dimension = layer.Boundary.Source.Length;
        (Starts, Factors) = (new int[dimension], new T[2 * dimension]);
        Tangents = [.. layer.Groups.Select(group => new T[group.Length])];
        Dense = [.. layer.Dense.Select(step => Flatten(step.Matrix))];
        DenseInverse = [.. layer.Dense.Select(step => Flatten(step.Matrix.Adjoint()))];
    }

    /// <summary>tan(theta / 2) per group and turn; nothing for turns that differ per sample.</summary>
    public T[][] Tangents { get; }

    /// <summary>The matrices of the dense steps: re, im per entry.</summary>
    public T[][] Dense { get; }

    /// <summary>Their inverses.</summary>
    public T[][] DenseInverse { get; }

    /// <summary>Where the old row of new row j starts.</summary>
    public int[] Starts { get; }

    /// <summary>The bits whose rows are exchanged.</summary>
    public int Flip { get; private set; }

    /// <summary>The factor of new row j: re, im.</summary>
    public T[] Factors { get; }

    /// <summary>Computes everything for new weights.</summary>
    public void Update(ReadOnlySpan<double> weights)
    {
        var (scale, flip) = UpdateTurns(weights);
        SumPhases(weights);
        var (source, starts, factors) = (layer.Boundary.Source, Starts, Factors);
        for (var j = 0; j < source.Length; j++)
        {
            var old = source[j ^ flip];
            starts[j] = old * rowLength;
            moved[j] = phases[old];
        }

        SinCosKernel.Fill(moved, sines, cosines);
        var (sin, cos) = (sines, cosines);
        for (var j = 0; j < cos.Length; j++)
        {
            // Each exchanged bit changes the sign where the new bit is 0.
            var signed = scale * (1 - 2 * (BitOperations.PopCount((uint)(flip & ~j)) & 1));
            factors[2 * j] = T.CreateTruncating(signed * cos[j]);
            factors[2 * j + 1] = T.CreateTruncating(signed * sin[j]);
        }

        Flip = flip;
    }

    private static T[] Flatten(ComplexMatrix matrix)
    {
        var numbers = new T[2 * matrix.Entries.Length];
        for (var i = 0; i < matrix.Entries.Length; i++)
        {
            numbers[2 * i] = T.CreateTruncating(matrix.Entries[i].Real);
            numbers[2 * i + 1] = T.CreateTruncating(matrix.Entries[i].Imaginary);
        }

        return numbers;
    }

    private (double Scale, int Flip) UpdateTurns(ReadOnlySpan<double> weights)
    {
        var (scale, flip) = (1.0, 0);
        for (var group = 0; group < layer.Groups.Length; group++)
        {
            var turns = layer.Groups[group];
            for (var i = 0; i < turns.Length; i++)
            {
                if (turns[i].Row >= 0)
                {
                    continue;
                }

                var (sin, cos) = Math.SinCos(turns[i].Angle.Shared(weights) / 2);
                var exchange = Math.Abs(sin) > Math.Abs(cos);
                flip |= exchange ? 1 << turns[i].Bit : 0;
                scale *= exchange ? sin : cos;
                Tangents[group][i] = T.CreateTruncating(exchange ? -cos / sin : sin / cos);
            }
        }

        return (scale, flip);
    }

    /// <summary>The angle that each old row's amplitude is turned by.</summary>
    private void SumPhases(ReadOnlySpan<double> weights)
    {
        var boundary = layer.Boundary;
        boundary.Constant.CopyTo(phases, 0);
        foreach (var wide in boundary.Wide)
        {
            if (!wide.Angle.IsPerSample)
            {
                var half = wide.Angle.Shared(weights) / 2;
                Add(wide.Plus, -half);
                Add(wide.Minus, half);
            }
        }

        foreach (var frame in boundary.Frames)
        {
            moved[0] = 0;
            var filled = 1;
            for (var bit = 0; filled < phases.Length; bit++, filled *= 2)
            {
                var half = 0.0;
                foreach (var phase in frame.Phases)
                {
                    half += phase.Bit == bit && !phase.Angle.IsPerSample ? phase.Angle.Shared(weights) / 2 : 0;
                }

                TensorPrimitives.Add(moved.AsSpan(0, filled), half, moved.AsSpan(filled, filled));
                TensorPrimitives.Subtract(moved.AsSpan(0, filled), half, moved.AsSpan(0, filled));
            }

            var (to, source) = (phases, frame.Source);
            for (var i = 0; i < source.Length; i++)
            {
                to[source[i]] += moved[i];
            }
        }
    }

    private void Add(int[] rows, double angle)
    {
        foreach (var row in rows)
        {
            phases[row] += angle;
        }
    }
}
