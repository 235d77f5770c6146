// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// u[e, c, o] = (G w_(c, o) G^T)_e with G = (1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1), between weights w [(c, u, v), O] and their 16 elements [16, C, O], and
/// its transpose, w_(c, o) = G^T u_(c, o) G, for gradients; vectorised over the outputs.
/// Loops, from outside: channels c; vectors of outputs o; the 9 or 16 elements, all in registers.
/// </summary>
internal static class WinogradWeights<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>u = G w G^T; where it <paramref name="turns"/>, of the kernels turned by half a turn.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transform(int channels, int outputs, ref T w, ref T u, bool turns = false)
    {
        var (element, tap) = ((nint)channels * outputs, (nint)(turns ? -outputs : outputs));
        for (var c = 0; c < channels; c++)
        {
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                ref var kernel = ref Unsafe.Add(ref w, (c * 9 + (turns ? 8 : 0)) * outputs + o);
                Column(ref kernel, tap, out var a0, out var a1, out var a2, out var a3);
                Column(ref Unsafe.Add(ref kernel, tap), tap, out var b0, out var b1, out var b2, out var b3);
                Column(ref Unsafe.Add(ref kernel, 2 * tap), tap, out var c0, out var c1, out var c2, out var c3);
                ref var to = ref Unsafe.Add(ref u, c * outputs + o);
                Row(a0, b0, c0, ref to, element);
                Row(a1, b1, c1, ref Unsafe.Add(ref to, 4 * element), element);
                Row(a2, b2, c2, ref Unsafe.Add(ref to, 8 * element), element);
                Row(a3, b3, c3, ref Unsafe.Add(ref to, 12 * element), element);
            }
        }
    }

    /// <summary>w = G^T u G for the channels that w has; u has <paramref name="pixel"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransformBack(int channels, int pixel, int outputs, ref T u, ref T w)
    {
        var element = (nint)pixel * outputs;
        for (var c = 0; c < channels; c++)
        {
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                ref var from = ref Unsafe.Add(ref u, c * outputs + o);
                Sums(ref from, 4 * element, out var a0, out var b0, out var c0);
                Sums(ref Unsafe.Add(ref from, element), 4 * element, out var a1, out var b1, out var c1);
                Sums(ref Unsafe.Add(ref from, 2 * element), 4 * element, out var a2, out var b2, out var c2);
                Sums(ref Unsafe.Add(ref from, 3 * element), 4 * element, out var a3, out var b3, out var c3);
                ref var to = ref Unsafe.Add(ref w, c * 9 * outputs + o);
                Taps(a0, a1, a2, a3, ref to, outputs);
                Taps(b0, b1, b2, b3, ref Unsafe.Add(ref to, 3 * outputs), outputs);
                Taps(c0, c1, c2, c3, ref Unsafe.Add(ref to, 6 * outputs), outputs);
            }
        }
    }

    /// <summary>G times one column of the kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(ref T top, nint tap, out TSimd u0, out TSimd u1, out TSimd u2, out TSimd u3)
    {
        var half = SimdMath<T>.Constant<TSimd>(0.5);
        u0 = TSimd.Load(in top, 0);
        u3 = TSimd.Load(in Unsafe.Add(ref top, 6 * tap), 0);
        var (outer, inner) = (half * (u0 + u3), half * TSimd.Load(in Unsafe.Add(ref top, 3 * tap), 0));
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

    /// <summary>G^T times one column of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sums(ref T top, nint row, out TSimd w0, out TSimd w1, out TSimd w2)
    {
        var (u0, u1) = (TSimd.Load(in top, 0), TSimd.Load(in top, (nuint)row));
        Sums(u0, u1, TSimd.Load(in top, (nuint)(2 * row)), TSimd.Load(in top, (nuint)(3 * row)), out w0, out w1, out w2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sums(TSimd u0, TSimd u1, TSimd u2, TSimd u3, out TSimd w0, out TSimd w1, out TSimd w2)
    {
        var half = SimdMath<T>.Constant<TSimd>(0.5);
        var (sum, difference) = (half * (u1 + u2), half * (u1 - u2));
        (w0, w1, w2) = (u0 + sum, difference, sum + u3);
    }

    /// <summary>One row of elements times G, stored as a row of taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Taps(TSimd u0, TSimd u1, TSimd u2, TSimd u3, ref T to, nint outputs)
    {
        Sums(u0, u1, u2, u3, out var w0, out var w1, out var w2);
        w0.Store(ref to, 0);
        w1.Store(ref to, (nuint)outputs);
        w2.Store(ref to, (nuint)(2 * outputs));
    }
}
