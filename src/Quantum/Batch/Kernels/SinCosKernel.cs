// Unchecked references (lengths are checked once at entry).
// Layout: plain arrays; loop order: a vector of angles at a time, the same multiply-adds at every width, so that the bits never depend on it.
// Equations: x = k pi/2 + r with |r| <= pi/4; sin r and cos r by Taylor-like polynomials (those of fdlibm, below 1 ulp); then a turn by k quarters:
//   cos x = cos r C - sin r S,  sin x = sin r C + cos r S,   with m = k mod 4 in -2 ... 2,  C = 1 - |m|,  S = m (2 - |m|).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>Sines and cosines of many angles in double precision, accurate to 1e-15.</summary>
internal static class SinCosKernel
{
    private const double Largest = 1e6, RoundToInteger = 6755399441055744;

    /// <summary>sines[i] = sin(angles[i]), cosines[i] = cos(angles[i]).</summary>
    public static void Fill(ReadOnlySpan<double> angles, Span<double> sines, Span<double> cosines)
    {
        if (sines.Length != angles.Length || cosines.Length != angles.Length)
        {
            throw new ArgumentException($"SinCos: {angles.Length} angles, but room for {sines.Length} sines and {cosines.Length} cosines.");
        }

        var done = 0;
        if (Simd512<double>.IsSupported)
        {
            done = Run<Simd512<double>>(angles, sines, cosines, done);
        }

        if (Simd256<double>.IsSupported)
        {
            done = Run<Simd256<double>>(angles, sines, cosines, done);
        }

        Run<Simd1<double>>(angles, sines, cosines, done);
        for (var i = 0; i < angles.Length; i++)
        {
            if (!(Math.Abs(angles[i]) < Largest))
            {
                (sines[i], cosines[i]) = Math.SinCos(angles[i]);
            }
        }
    }

    /// <summary>Whole vectors from <paramref name="start"/> on; gives back where it stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run<V>(ReadOnlySpan<double> angles, Span<double> sines, Span<double> cosines, int start)
        where V : struct, ISimd<V, double>
    {
        ref var x = ref MemoryMarshal.GetReference(angles);
        ref var sin = ref MemoryMarshal.GetReference(sines);
        ref var cos = ref MemoryMarshal.GetReference(cosines);
        var (one, two, round) = (V.Broadcast(1), V.Broadcast(2), V.Broadcast(RoundToInteger));
        var i = start;
        for (; i <= angles.Length - V.Lanes; i += V.Lanes)
        {
            var angle = V.Load(in x, (nuint)i);
            var k = V.FusedMultiplyAdd(angle, V.Broadcast(2 / Math.PI), round) - round;
            var r = V.FusedNegatedMultiplyAdd(k, V.Broadcast(6.123233995736766e-17), V.FusedNegatedMultiplyAdd(k, V.Broadcast(Math.PI / 2), angle));
            var z = r * r;

            var p = V.FusedMultiplyAdd(z, V.Broadcast(1.58969099521155010221e-10), V.Broadcast(-2.50507602534068634195e-08));
            p = V.FusedMultiplyAdd(z, p, V.Broadcast(2.75573137070700676789e-06));
            p = V.FusedMultiplyAdd(z, p, V.Broadcast(-1.98412698298579493134e-04));
            p = V.FusedMultiplyAdd(z, p, V.Broadcast(8.33333333332248946124e-03));
            p = V.FusedMultiplyAdd(z, p, V.Broadcast(-1.66666666666666324348e-01));
            var s = V.FusedMultiplyAdd(z * r, p, r);

            var q = V.FusedMultiplyAdd(z, V.Broadcast(-1.13596475577881948265e-11), V.Broadcast(2.08757232129817482790e-09));
            q = V.FusedMultiplyAdd(z, q, V.Broadcast(-2.75573143513906633035e-07));
            q = V.FusedMultiplyAdd(z, q, V.Broadcast(2.48015872894767294178e-05));
            q = V.FusedMultiplyAdd(z, q, V.Broadcast(-1.38888888888741095749e-03));
            q = V.FusedMultiplyAdd(z, q, V.Broadcast(4.16666666666666019037e-02));
            var c = V.FusedMultiplyAdd(z, V.FusedMultiplyAdd(z, q, V.Broadcast(-0.5)), one);

            var m = V.FusedNegatedMultiplyAdd(V.Broadcast(4), V.FusedMultiplyAdd(k, V.Broadcast(0.25), round) - round, k);
            var size = V.Max(m, V.Zero - m);
            var (quarterCos, quarterSin) = (one - size, m * (two - size));
            V.FusedMultiplyAdd(s, quarterCos, c * quarterSin).Store(ref sin, (nuint)i);
            V.FusedNegatedMultiplyAdd(s, quarterSin, c * quarterCos).Store(ref cos, (nuint)i);
        }

        return i;
    }
}
