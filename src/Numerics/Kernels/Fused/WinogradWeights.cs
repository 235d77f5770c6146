// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// u[e, c, o] = (G w_(o, c) G^T)_e with G = (1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1), from weights w [(c, u, v), O]; vectorised over the outputs.
/// </summary>
internal static class WinogradWeights<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transform(int channels, int outputs, ref T w, ref T u)
    {
        var element = (nint)channels * outputs;
        for (var c = 0; c < channels; c++)
        {
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                ref var kernel = ref Unsafe.Add(ref w, c * 9 * outputs + o);
                Column(ref kernel, outputs, out var a0, out var a1, out var a2, out var a3);
                Column(ref Unsafe.Add(ref kernel, outputs), outputs, out var b0, out var b1, out var b2, out var b3);
                Column(ref Unsafe.Add(ref kernel, 2 * outputs), outputs, out var c0, out var c1, out var c2, out var c3);
                ref var to = ref Unsafe.Add(ref u, c * outputs + o);
                Row(a0, b0, c0, ref to, element);
                Row(a1, b1, c1, ref Unsafe.Add(ref to, 4 * element), element);
                Row(a2, b2, c2, ref Unsafe.Add(ref to, 8 * element), element);
                Row(a3, b3, c3, ref Unsafe.Add(ref to, 12 * element), element);
            }
        }
    }

    /// <summary>G times one column of the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(ref T top, nint outputs, out TSimd u0, out TSimd u1, out TSimd u2, out TSimd u3)
    {
        var half = SimdMath<T>.Constant<TSimd>(0.5);
        u0 = TSimd.Load(in top, 0);
        u3 = TSimd.Load(in top, (nuint)(6 * outputs));
        var (outer, inner) = (half * (u0 + u3), half * TSimd.Load(in top, (nuint)(3 * outputs)));
        (u1, u2) = (outer + inner, outer - inner);
    }

    /// <summary>One row times G^T, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(TSimd w0, TSimd w1, TSimd w2, ref T to, nint element)
    {
        var half = SimdMath<T>.Constant<TSimd>(0.5);
        var (outer, inner) = (half * (w0 + w2), half * w1);
        w0.Store(ref to, 0);
        (outer + inner).Store(ref to, (nuint)element);
        (outer - inner).Store(ref to, (nuint)(2 * element));
        w2.Store(ref to, (nuint)(3 * element));
    }
}
