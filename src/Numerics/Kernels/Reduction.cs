using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Numerics.Kernels;

/// <summary>
/// Sums over consecutive elements in an order that is the same on every machine: four vectors of 512 bits take the elements in turn, are added as
/// (0 + 1) + (2 + 3), their lanes are added in halves, and what does not fill a vector comes last, one by one. (Where the hardware has narrower
/// vectors, the JIT splits these in two; the bits stay.)
/// </summary>
internal static class Reduction
{
    /// <summary>sum_i a_i.</summary>
    public static T Sum<T>(ReadOnlySpan<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector512<T>>(a);
        Vector512<T> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i + 4 <= vectors.Length; i += 4)
        {
            s0 += vectors[i];
            s1 += vectors[i + 1];
            s2 += vectors[i + 2];
            s3 += vectors[i + 3];
        }

        for (; i < vectors.Length; i++)
        {
            s0 += vectors[i];
        }

        var sum = Lanes((s0 + s1) + (s2 + s3));
        for (i = vectors.Length * Vector512<T>.Count; i < a.Length; i++)
        {
            sum += a[i];
        }

        return sum;
    }

    /// <summary>sum_i (a_i - p) (b_i - q): with p = q = 0 a dot product, with the means a covariance times the count.</summary>
    public static T CentredDot<T>(ReadOnlySpan<T> a, T p, ReadOnlySpan<T> b, T q)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var left = MemoryMarshal.Cast<T, Vector512<T>>(a);
        var right = MemoryMarshal.Cast<T, Vector512<T>>(b[..a.Length])[..left.Length];
        var (vp, vq) = (Vector512.Create(p), Vector512.Create(q));
        Vector512<T> s0 = default, s1 = default;
        var i = 0;
        for (; i + 2 <= left.Length; i += 2)
        {
            s0 += (left[i] - vp) * (right[i] - vq);
            s1 += (left[i + 1] - vp) * (right[i + 1] - vq);
        }

        if (i < left.Length)
        {
            s0 += (left[i] - vp) * (right[i] - vq);
        }

        var sum = Lanes(s0 + s1);
        for (i = left.Length * Vector512<T>.Count; i < a.Length; i++)
        {
            sum += (a[i] - p) * (b[i] - q);
        }

        return sum;
    }

    /// <summary>sum_i (a_i - b_i)^2.</summary>
    public static T SquaredDistance<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var left = MemoryMarshal.Cast<T, Vector512<T>>(a);
        var right = MemoryMarshal.Cast<T, Vector512<T>>(b[..a.Length])[..left.Length];
        var lanes = Vector512<T>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            lanes += (left[i] - right[i]) * (left[i] - right[i]);
        }

        var sum = Lanes(lanes);
        for (var i = left.Length * Vector512<T>.Count; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    /// <summary>The sum of the lanes, in halves: lane i + lane (i + half), then quarters, and so on.</summary>
    public static T Lanes<T>(Vector512<T> v)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var quarter = v.GetLower() + v.GetUpper();
        var eighth = quarter.GetLower() + quarter.GetUpper();
        var sixteenth = eighth.GetLower() + eighth.GetUpper();
        var sum = sixteenth[0];
        for (var i = 1; i < Vector64<T>.Count; i++)
        {
            sum += sixteenth[i];
        }

        return sum;
    }
}
