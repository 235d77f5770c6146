using System.Numerics;
using QXai.Autodiff;

namespace QXai.Nn.Optimisation;

/// <summary>
/// Clipping of a gradient by its global norm: where |g| = sqrt(sum of g_i^2 over all weights) exceeds a limit c, g becomes g c / |g|.
/// </summary>
public static class GradientClipping
{
    /// <summary>The number of elements over which squares are added from left to right before the partial sums are added in order.</summary>
    internal const int Block = 4096;

    /// <summary>The factor that brings a gradient of norm <paramref name="norm"/> within <paramref name="limit"/>: min(1, limit / norm).</summary>
    public static double Scale(double norm, double limit) => norm > limit ? limit / norm : 1;

    /// <summary>
    /// The norm over all elements of all gradients, summed in double in blocks of fixed length, so that it does not depend on how many threads share
    /// the work.
    /// </summary>
    public static double Norm<T>(IReadOnlyList<Parameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (var parameter in parameters)
        {
            var gradient = parameter.Gradient.Span;
            for (var start = 0; start < gradient.Length; start += Block)
            {
                sum += SquaredNorm<T>(gradient.Slice(start, Math.Min(Block, gradient.Length - start)));
            }
        }

        return Math.Sqrt(sum);
    }

    /// <summary>The sum of the squares of one block: four interleaved partial sums in double, added in a fixed order.</summary>
    internal static double SquaredNorm<T>(ReadOnlySpan<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var i = 0;
        for (; i <= block.Length - 4; i += 4)
        {
            var (a, b) = (double.CreateTruncating(block[i]), double.CreateTruncating(block[i + 1]));
            var (c, d) = (double.CreateTruncating(block[i + 2]), double.CreateTruncating(block[i + 3]));
            (s0, s1, s2, s3) = (s0 + a * a, s1 + b * b, s2 + c * c, s3 + d * d);
        }

        for (; i < block.Length; i++)
        {
            var a = double.CreateTruncating(block[i]);
            s0 += a * a;
        }

        return (s0 + s1) + (s2 + s3);
    }
}
