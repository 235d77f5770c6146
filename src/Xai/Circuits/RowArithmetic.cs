using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Xai.Circuits;

/// <summary>
/// Sums over rows of numbers, eight at a time: lane l of eight holds the elements l, l + 8, l + 16, ...; the lanes are added in their order, then the
/// elements behind the last whole eight. The same bits on every machine, since eight lanes are eight lanes whatever the processor's vectors.
/// </summary>
internal static class RowArithmetic
{
    /// <summary>sum over a of left[a] right[a].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var l = Eights(left);
        var r = Eights(right[..left.Length]);
        var lanes = Vector512<double>.Zero;
        for (var i = 0; i < l.Length; i++)
        {
            lanes += l[i] * r[i];
        }

        var sum = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += lanes[lane];
        }

        for (var a = l.Length * Vector512<double>.Count; a < left.Length; a++)
        {
            sum += left[a] * right[a];
        }

        return sum;
    }

    /// <summary>sum[a] += term[a] and size[a] += |term[a]|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> term, Span<double> sum, Span<double> size)
    {
        var t = Eights(term);
        var s = Eights(sum);
        var z = Eights(size);
        for (var i = 0; i < t.Length; i++)
        {
            s[i] += t[i];
            z[i] += Vector512.Abs(t[i]);
        }

        for (var a = t.Length * Vector512<double>.Count; a < term.Length; a++)
        {
            sum[a] += term[a];
            size[a] += Math.Abs(term[a]);
        }
    }

    /// <summary>sum[a] += factor term[a] and size[a] += |factor term[a]|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double factor, ReadOnlySpan<double> term, Span<double> sum, Span<double> size)
    {
        var t = Eights(term);
        var s = Eights(sum);
        var z = Eights(size);
        for (var i = 0; i < t.Length; i++)
        {
            var scaled = factor * t[i];
            s[i] += scaled;
            z[i] += Vector512.Abs(scaled);
        }

        for (var a = t.Length * Vector512<double>.Count; a < term.Length; a++)
        {
            sum[a] += factor * term[a];
            size[a] += Math.Abs(factor * term[a]);
        }
    }

    /// <summary>(re + i im)[k] = factor (left + i right)[k].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(double factorRe, double factorIm, ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> re, Span<double> im)
    {
        var x = Eights(left);
        var y = Eights(right);
        var s = Eights(re);
        var z = Eights(im);
        for (var i = 0; i < x.Length; i++)
        {
            s[i] = factorRe * x[i] - factorIm * y[i];
            z[i] = factorRe * y[i] + factorIm * x[i];
        }

        for (var k = x.Length * Vector512<double>.Count; k < left.Length; k++)
        {
            re[k] = factorRe * left[k] - factorIm * right[k];
            im[k] = factorRe * right[k] + factorIm * left[k];
        }
    }

    private static ReadOnlySpan<Vector512<double>> Eights(ReadOnlySpan<double> row) => MemoryMarshal.Cast<double, Vector512<double>>(row);

    private static Span<Vector512<double>> Eights(Span<double> row) => MemoryMarshal.Cast<double, Vector512<double>>(row);
}
