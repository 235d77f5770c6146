// Reference arithmetic through Vector512: the planes' lengths are checked at the entry of Add.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// s_P = Im &lt;left|P|right&gt; for P = X, Y, Z on one bit, in one reading of both states. Sums run over eight lanes in a fixed order whatever the hardware.
/// </summary>
internal static class OverlapKernel
{
    /// <summary>
    /// sums += (s_x, s_y, s_z): with c_ab = conj(left_a) right_b summed over all pairs, s_x = Im(c_01 + c_10), s_y = Re(c_10 - c_01), s_z = Im(c_00 - c_11).
    /// </summary>
    public static void Add(ReadOnlySpan<double> leftRe, ReadOnlySpan<double> leftIm, ReadOnlySpan<double> rightRe, ReadOnlySpan<double> rightIm, int place, Span<double> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leftIm.Length, leftRe.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rightRe.Length, leftRe.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rightIm.Length, leftRe.Length);
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

    private static void One(ReadOnlySpan<double> leftRe, ReadOnlySpan<double> leftIm, ReadOnlySpan<double> rightRe, ReadOnlySpan<double> rightIm, int bit, Span<double> sums)
    {
        for (var i = 0; i < leftRe.Length; i++)
        {
            var (j, sign) = (i ^ bit, (i & bit) == 0 ? 1 : -1);
            sums[0] += leftRe[i] * rightIm[j] - leftIm[i] * rightRe[j];
            sums[1] -= sign * (leftRe[i] * rightRe[j] + leftIm[i] * rightIm[j]);
            sums[2] += sign * (leftRe[i] * rightIm[i] - leftIm[i] * rightRe[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AboveLanes(
        ref readonly double leftRe, ref readonly double leftIm, ref readonly double rightRe, ref readonly double rightIm, nuint length, nuint bit, Span<double> sums)
    {
        Vector512<double> x0 = default, x1 = default, y0 = default, y1 = default, z0 = default, z1 = default;
        for (nuint i = 0; i < length; i = ((i | bit) + 8) & ~bit)
        {
            var (lRe0, lIm0) = (Vector512.LoadUnsafe(in leftRe, i), Vector512.LoadUnsafe(in leftIm, i));
            var (rRe0, rIm0) = (Vector512.LoadUnsafe(in rightRe, i), Vector512.LoadUnsafe(in rightIm, i));
            var (lRe1, lIm1) = (Vector512.LoadUnsafe(in leftRe, i + bit), Vector512.LoadUnsafe(in leftIm, i + bit));
            var (rRe1, rIm1) = (Vector512.LoadUnsafe(in rightRe, i + bit), Vector512.LoadUnsafe(in rightIm, i + bit));
            x0 = Vector512.FusedMultiplyAdd(lRe0, rIm1, Vector512.FusedMultiplyAdd(lRe1, rIm0, x0));
            x1 = Vector512.FusedMultiplyAdd(lIm0, rRe1, Vector512.FusedMultiplyAdd(lIm1, rRe0, x1));
            y0 = Vector512.FusedMultiplyAdd(lRe1, rRe0, Vector512.FusedMultiplyAdd(lIm1, rIm0, y0));
            y1 = Vector512.FusedMultiplyAdd(lRe0, rRe1, Vector512.FusedMultiplyAdd(lIm0, rIm1, y1));
            z0 = Vector512.FusedMultiplyAdd(lRe0, rIm0, Vector512.FusedMultiplyAdd(lIm1, rRe1, z0));
            z1 = Vector512.FusedMultiplyAdd(lIm0, rRe0, Vector512.FusedMultiplyAdd(lRe1, rIm1, z1));
        }

        sums[0] += Total(x0 - x1);
        sums[1] += Total(y0 - y1);
        sums[2] += Total(z0 - z1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithinLanes(
        ref readonly double leftRe, ref readonly double leftIm, ref readonly double rightRe, ref readonly double rightIm, nuint length, int bit, Span<double> sums)
    {
        var partners = Vector512<long>.Indices ^ Vector512.Create((long)bit);
        Vector512<double> x0 = default, x1 = default, y0 = default, y1 = default, z0 = default, z1 = default;
        for (nuint i = 0; i < length; i += 8)
        {
            var (lRe, lIm) = (Vector512.LoadUnsafe(in leftRe, i), Vector512.LoadUnsafe(in leftIm, i));
            var (rRe, rIm) = (Vector512.LoadUnsafe(in rightRe, i), Vector512.LoadUnsafe(in rightIm, i));
            var (pRe, pIm) = (Vector512.ShuffleNative(rRe, partners), Vector512.ShuffleNative(rIm, partners));
            x0 = Vector512.FusedMultiplyAdd(lRe, pIm, x0);
            x1 = Vector512.FusedMultiplyAdd(lIm, pRe, x1);
            y0 = Vector512.FusedMultiplyAdd(lRe, pRe, y0);
            y1 = Vector512.FusedMultiplyAdd(lIm, pIm, y1);
            z0 = Vector512.FusedMultiplyAdd(lRe, rIm, z0);
            z1 = Vector512.FusedMultiplyAdd(lIm, rRe, z1);
        }

        var isOne = Vector512.Equals(Vector512<long>.Indices & Vector512.Create((long)bit), Vector512.Create((long)bit)).AsDouble();
        sums[0] += Total(x0 - x1);
        sums[1] += Total(Vector512.ConditionalSelect(isOne, y0 + y1, -(y0 + y1)));
        sums[2] += Total(Vector512.ConditionalSelect(isOne, z1 - z0, z0 - z1));
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
}
