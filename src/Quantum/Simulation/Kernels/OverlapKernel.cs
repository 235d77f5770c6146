// Reference arithmetic through Vector512: the planes' lengths are checked at the entry of each method.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// s_P = Im &lt;left|P|right&gt; for P = X, Y, Z on single bits. Sums run over eight lanes in a fixed order whatever the hardware.
/// </summary>
internal static class OverlapKernel
{
    /// <summary>v_j = Im(conj(left_j) right_j): its signed sums are all s_Z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Currents(
        ReadOnlySpan<double> leftRe, ReadOnlySpan<double> leftIm, ReadOnlySpan<double> rightRe, ReadOnlySpan<double> rightIm, Span<double> currents)
    {
        Check(leftRe, leftIm, rightRe, rightIm);
        ArgumentOutOfRangeException.ThrowIfNotEqual(currents.Length, leftRe.Length);
        var i = 0;
        for (; i + Vector512<double>.Count <= currents.Length; i += Vector512<double>.Count)
        {
            var (lRe, lIm) = (Vector512.LoadUnsafe(in leftRe[i]), Vector512.LoadUnsafe(in leftIm[i]));
            var (rRe, rIm) = (Vector512.LoadUnsafe(in rightRe[i]), Vector512.LoadUnsafe(in rightIm[i]));
            Vector512.FusedMultiplyAdd(lRe, rIm, -(lIm * rRe)).StoreUnsafe(ref currents[i]);
        }

        for (; i < currents.Length; i++)
        {
            currents[i] = Math.FusedMultiplyAdd(leftRe[i], rightIm[i], -(leftIm[i] * rightRe[i]));
        }
    }

    /// <summary>
    /// bits[k] = sum over j of v_j, counted negative where bit k of j is 1; gives back the sum of all. From the highest bit on, the upper half is subtracted
    /// and then added to the lower half, which is all that the lower bits need: v is used up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double BitSums(Span<double> v, Span<double> bits)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(v.Length, 1 << bits.Length);
        for (var k = bits.Length - 1; k >= 0; k--)
        {
            var (half, difference, i) = (1 << k, Vector512<double>.Zero, 0);
            for (; i + Vector512<double>.Count <= half; i += Vector512<double>.Count)
            {
                var (lower, upper) = (Vector512.LoadUnsafe(in v[i]), Vector512.LoadUnsafe(in v[half + i]));
                difference += lower - upper;
                (lower + upper).StoreUnsafe(ref v[i]);
            }

            bits[k] = Total(difference);
            for (; i < half; i++)
            {
                bits[k] += v[i] - v[half + i];
                v[i] += v[half + i];
            }
        }

        return v[0];
    }

    /// <summary>
    /// sums += (s_x, s_y): with c_ab = conj(left_a) right_b summed over all pairs, s_x = Im(c_01 + c_10), s_y = Re(c_10 - c_01).
    /// </summary>
    public static void Add(
        ReadOnlySpan<double> leftRe, ReadOnlySpan<double> leftIm, ReadOnlySpan<double> rightRe, ReadOnlySpan<double> rightIm, int place, Span<double> sums)
    {
        Check(leftRe, leftIm, rightRe, rightIm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 << place, leftRe.Length);
        if (leftRe.Length < Vector512<double>.Count)
        {
            One(leftRe, leftIm, rightRe, rightIm, 1 << place, sums);
        }
        else if (1 << place < Vector512<double>.Count)
        {
            WithinLanes(in leftRe[0], in leftIm[0], in rightRe[0], in rightIm[0], (nuint)leftRe.Length, 1 << place, sums);
        }
        else
        {
            AboveLanes(in leftRe[0], in leftIm[0], in rightRe[0], in rightIm[0], (nuint)leftRe.Length, (nuint)1 << place, sums);
        }
    }

    private static void One(
        ReadOnlySpan<double> leftRe, ReadOnlySpan<double> leftIm, ReadOnlySpan<double> rightRe, ReadOnlySpan<double> rightIm, int bit, Span<double> sums)
    {
        for (var i = 0; i < leftRe.Length; i++)
        {
            var (j, sign) = (i ^ bit, (i & bit) == 0 ? 1 : -1);
            sums[0] += leftRe[i] * rightIm[j] - leftIm[i] * rightRe[j];
            sums[1] -= sign * (leftRe[i] * rightRe[j] + leftIm[i] * rightIm[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AboveLanes(
        ref readonly double leftRe, ref readonly double leftIm, ref readonly double rightRe, ref readonly double rightIm,
        nuint length, nuint bit, Span<double> sums)
    {
        Vector512<double> x0 = default, x1 = default, x2 = default, x3 = default, y0 = default, y1 = default, y2 = default, y3 = default;
        for (nuint i = 0; i < length; i = ((i | bit) + 8) & ~bit)
        {
            var (lRe0, lIm0) = (Vector512.LoadUnsafe(in leftRe, i), Vector512.LoadUnsafe(in leftIm, i));
            var (rRe0, rIm0) = (Vector512.LoadUnsafe(in rightRe, i), Vector512.LoadUnsafe(in rightIm, i));
            var (lRe1, lIm1) = (Vector512.LoadUnsafe(in leftRe, i + bit), Vector512.LoadUnsafe(in leftIm, i + bit));
            var (rRe1, rIm1) = (Vector512.LoadUnsafe(in rightRe, i + bit), Vector512.LoadUnsafe(in rightIm, i + bit));
            x0 = Vector512.FusedMultiplyAdd(lRe0, rIm1, x0);
            x1 = Vector512.FusedMultiplyAdd(lRe1, rIm0, x1);
            x2 = Vector512.FusedMultiplyAdd(lIm0, rRe1, x2);
            x3 = Vector512.FusedMultiplyAdd(lIm1, rRe0, x3);
            y0 = Vector512.FusedMultiplyAdd(lRe1, rRe0, y0);
            y1 = Vector512.FusedMultiplyAdd(lIm1, rIm0, y1);
            y2 = Vector512.FusedMultiplyAdd(lRe0, rRe1, y2);
            y3 = Vector512.FusedMultiplyAdd(lIm0, rIm1, y3);
        }

        sums[0] += Total(x0 + x1 - (x2 + x3));
        sums[1] += Total(y0 + y1 - (y2 + y3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithinLanes(
        ref readonly double leftRe, ref readonly double leftIm, ref readonly double rightRe, ref readonly double rightIm,
        nuint length, int bit, Span<double> sums)
    {
        var partners = Vector512<long>.Indices ^ Vector512.Create((long)bit);
        Vector512<double> x0 = default, x1 = default, y0 = default, y1 = default;
        for (nuint i = 0; i < length; i += 8)
        {
            var (lRe, lIm) = (Vector512.LoadUnsafe(in leftRe, i), Vector512.LoadUnsafe(in leftIm, i));
            var pRe = Vector512.ShuffleNative(Vector512.LoadUnsafe(in rightRe, i), partners);
            var pIm = Vector512.ShuffleNative(Vector512.LoadUnsafe(in rightIm, i), partners);
            x0 = Vector512.FusedMultiplyAdd(lRe, pIm, x0);
            x1 = Vector512.FusedMultiplyAdd(lIm, pRe, x1);
            y0 = Vector512.FusedMultiplyAdd(lRe, pRe, y0);
            y1 = Vector512.FusedMultiplyAdd(lIm, pIm, y1);
        }

        var isOne = Vector512.Equals(Vector512<long>.Indices & Vector512.Create((long)bit), Vector512.Create((long)bit)).AsDouble();
        sums[0] += Total(x0 - x1);
        sums[1] += Total(Vector512.ConditionalSelect(isOne, y0 + y1, -(y0 + y1)));
    }

    private static double Total(Vector512<double> lanes)
    {
        var total = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            total += lanes[lane];
        }

        return total;
    }

    private static void Check(ReadOnlySpan<double> leftRe, ReadOnlySpan<double> leftIm, ReadOnlySpan<double> rightRe, ReadOnlySpan<double> rightIm)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leftIm.Length, leftRe.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rightRe.Length, leftRe.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rightIm.Length, leftRe.Length);
    }
}
