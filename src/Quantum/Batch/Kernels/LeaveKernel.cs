// Unchecked references (lengths are checked once at entry; row starts come from the plan).
// Layout: row j of a tile holds W samples: re[W], then im[W]; factors hold d_j as re, im per row, shared by the samples; currents are plain rows of W
// numbers.
// Loop order: blocks of 4 rows that differ in the turned bits; both planes of the costate's 4 rows in registers, the state's rows one at a time.
// Equations, with a[j] = d_j psi[source_j] the state between boundary and turns, which is not kept but made again:
//   undo the turns   lambda0' = lambda0 + t lambda1,  lambda1' = lambda1 - t lambda0          per turned bit
//   gradients        dL/dtheta = sum over pairs and both planes of (lambda1' a0 - lambda0' a1)     the factors cos(theta / 2), which d has, cancel
//   currents         v[source_j] = Im(conj(lambda'[j]) a[j])                              see StateKernel
//   undo the phases  lambda''[source_j] = conj(d_j) lambda'[j]
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>The way back through two turns and the boundary before them: gradients, currents and the costate before the layer, in one pass.</summary>
internal static class LeaveKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// <paramref name="before"/> is the state before the boundary. Strides count rows and are given highest first, like the tangents and the rows
    /// that the gradients are added to.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(
        ReadOnlySpan<T> before, ReadOnlySpan<T> costate, Span<T> to, Span<T> currents, ReadOnlySpan<int> sources, ReadOnlySpan<T> factors,
        (int High, int Low) strides, ReadOnlySpan<T> tangents, Span<T> highSum, Span<T> lowSum)
    {
        Check(before.Length, costate.Length, to.Length, currents.Length, sources.Length, factors.Length, strides.High);
        ref var x = ref MemoryMarshal.GetReference(before);
        ref var y = ref MemoryMarshal.GetReference(costate);
        ref var z = ref MemoryMarshal.GetReference(to);
        ref var v = ref MemoryMarshal.GetReference(currents);
        ref var source = ref MemoryMarshal.GetReference(sources);
        ref var d = ref MemoryMarshal.GetReference(factors);
        var (rows, h, l) = ((nuint)sources.Length, (nuint)strides.High, (nuint)strides.Low);
        var (up, low) = (TangentTurn<V, T>.Load(tangents, 0, true), TangentTurn<V, T>.Load(tangents, 1, true));
        var (upPlus, upMinus, lowPlus, lowMinus) = (V.Zero, V.Zero, V.Zero, V.Zero);
        for (nuint high = 0; high < rows; high += 2 * h)
        {
            for (var block = high; block < high + h; block += 2 * l)
            {
                for (var j = block; j < block + l; j++)
                {
                    var (r0, i0) = Load(ref y, j);
                    var (r1, i1) = Load(ref y, j + l);
                    var (r2, i2) = Load(ref y, j + h);
                    var (r3, i3) = Load(ref y, j + h + l);
                    (r0, r1) = low.Apply(r0, r1);
                    (i0, i1) = low.Apply(i0, i1);
                    (r2, r3) = low.Apply(r2, r3);
                    (i2, i3) = low.Apply(i2, i3);
                    (r0, r2) = up.Apply(r0, r2);
                    (i0, i2) = up.Apply(i0, i2);
                    (r1, r3) = up.Apply(r1, r3);
                    (i1, i3) = up.Apply(i1, i3);

                    var (re, im) = Release(ref x, ref z, ref v, ref source, ref d, j, r0, i0);
                    lowPlus = Dot(r1, i1, re, im, lowPlus);
                    upPlus = Dot(r2, i2, re, im, upPlus);
                    (re, im) = Release(ref x, ref z, ref v, ref source, ref d, j + l, r1, i1);
                    lowMinus = Dot(r0, i0, re, im, lowMinus);
                    upPlus = Dot(r3, i3, re, im, upPlus);
                    (re, im) = Release(ref x, ref z, ref v, ref source, ref d, j + h, r2, i2);
                    lowPlus = Dot(r3, i3, re, im, lowPlus);
                    upMinus = Dot(r0, i0, re, im, upMinus);
                    (re, im) = Release(ref x, ref z, ref v, ref source, ref d, j + h + l, r3, i3);
                    lowMinus = Dot(r2, i2, re, im, lowMinus);
                    upMinus = Dot(r1, i1, re, im, upMinus);
                }
            }
        }

        Add(upPlus - upMinus, highSum);
        Add(lowPlus - lowMinus, lowSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Re, V Im) Load(ref T y, nuint row)
    {
        var i = row * 2 * (nuint)V.Lanes;
        return (V.Load(in y, i), V.Load(in y, i + (nuint)V.Lanes));
    }

    /// <summary>Writes a row's current and its costate before the boundary; gives back the row of the state between boundary and turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Re, V Im) Release(ref T x, ref T z, ref T v, ref int source, ref T d, nuint row, V lambdaRe, V lambdaIm)
    {
        var (i, w) = ((nuint)Unsafe.Add(ref source, row), (nuint)V.Lanes);
        var (dr, di) = (V.Broadcast(Unsafe.Add(ref d, 2 * row)), V.Broadcast(Unsafe.Add(ref d, 2 * row + 1)));
        V.FusedMultiplyAdd(di, lambdaIm, dr * lambdaRe).Store(ref z, i);
        V.FusedNegatedMultiplyAdd(di, lambdaRe, dr * lambdaIm).Store(ref z, i + w);
        var (re, im) = (V.Load(in x, i), V.Load(in x, i + w));
        (re, im) = (V.FusedNegatedMultiplyAdd(di, im, dr * re), V.FusedMultiplyAdd(di, re, dr * im));
        V.FusedNegatedMultiplyAdd(lambdaIm, re, lambdaRe * im).Store(ref v, i / 2);
        return (re, im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Dot(V aRe, V aIm, V bRe, V bIm, V sum) => V.FusedMultiplyAdd(aIm, bIm, V.FusedMultiplyAdd(aRe, bRe, sum));

    private static void Add(V total, Span<T> sum) => (total + V.Load(in sum[..V.Lanes][0], 0)).Store(ref sum[0], 0);

    private static void Check(int before, int costate, int to, int currents, int rows, int factors, int highStride)
    {
        var tile = rows * 2 * V.Lanes;
        if (before != tile || costate != tile || to != tile || 2 * currents != tile || factors != 2 * rows || rows % (2 * highStride) != 0)
        {
            throw new ArgumentException(
                $"LeaveKernel: {before}, {costate}, {to}, {currents} and {factors} numbers do not fit {rows} rows of {V.Lanes} samples.");
        }
    }
}
