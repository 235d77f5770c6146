// Reference arithmetic through Vector512: the spans' lengths are checked at the entry of each method.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Weighted sums of Pauli strings of I and Z alone, which are diagonal: d_i = sum over k of c_k (-1)^parity(i and z_k).</summary>
internal static class ParityKernel
{
    /// <summary>
    /// d for the stretch of indices from <paramref name="first"/> on: the coefficients of strings with the same low bits are added, with the signs of the
    /// high bits of <paramref name="first"/>, and a Walsh-Hadamard transform makes sums over low bits of them.
    /// </summary>
    public static void Fill(ReadOnlySpan<(double Coefficient, long Z)> terms, long first, Span<double> diagonal)
    {
        diagonal.Clear();
        foreach (var (coefficient, z) in terms)
        {
            var odd = (BitOperations.PopCount((ulong)(first & z)) & 1) != 0;
            diagonal[(int)(z & (diagonal.Length - 1))] += odd ? -coefficient : coefficient;
        }

        for (var step = 1; step < diagonal.Length; step *= 2)
        {
            for (var i = 0; i < diagonal.Length; i += 2 * step)
            {
                Butterfly(diagonal.Slice(i, step), diagonal.Slice(i + step, step));
            }
        }
    }

    /// <summary>target += diagonal * source, on one plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> source, Span<double> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, diagonal.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, diagonal.Length);
        var i = 0;
        for (; i + Vector512<double>.Count <= diagonal.Length; i += Vector512<double>.Count)
        {
            var sum = Vector512.FusedMultiplyAdd(
                Vector512.Create(diagonal[i..]), Vector512.Create(source[i..]), Vector512.Create<double>(target[i..]));
            sum.CopyTo(target[i..]);
        }

        for (; i < diagonal.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(diagonal[i], source[i], target[i]);
        }
    }

    /// <summary>sum over i of diagonal_i (re_i^2 + im_i^2), over eight lanes in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double WeightedNorm(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> re, ReadOnlySpan<double> im)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(re.Length, diagonal.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, diagonal.Length);
        var (lanes, total, i) = (Vector512<double>.Zero, 0.0, 0);
        for (; i + Vector512<double>.Count <= diagonal.Length; i += Vector512<double>.Count)
        {
            var (a, b) = (Vector512.LoadUnsafe(in re[i]), Vector512.LoadUnsafe(in im[i]));
            lanes = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(in diagonal[i]), Vector512.FusedMultiplyAdd(a, a, b * b), lanes);
        }

        for (; i < diagonal.Length; i++)
        {
            total += diagonal[i] * (re[i] * re[i] + im[i] * im[i]);
        }

        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            total += lanes[lane];
        }

        return total;
    }

    /// <summary>a, b := a + b, a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Butterfly(Span<double> a, Span<double> b)
    {
        var i = 0;
        for (; i + Vector512<double>.Count <= a.Length; i += Vector512<double>.Count)
        {
            var (x, y) = (Vector512.Create<double>(a[i..]), Vector512.Create<double>(b[i..]));
            (x + y).CopyTo(a[i..]);
            (x - y).CopyTo(b[i..]);
        }

        for (; i < a.Length; i++)
        {
            (a[i], b[i]) = (a[i] + b[i], a[i] - b[i]);
        }
    }
}
