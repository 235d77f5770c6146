// Checks its lengths once at entry; the loops below use ref arithmetic.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Elementwise;

/// <summary>
/// y_i = f(x_i) and its pullback over whole arrays. The widest vectors of the machine take what they can, narrower ones the rest, a single lane the
/// last elements: every element goes through the same operations, so its bits do not depend on where it stands.
/// </summary>
internal static class VectorFunction
{
    /// <summary>y_i = f(x_i).</summary>
    public static void Map<T, TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction<T>
    {
        _ = y[x.Length..];
        var done = Simd512<T>.IsSupported ? Map<Simd512<T>, T, TFunction>(f, x, y, 0) : 0;
        done = Simd256<T>.IsSupported ? Map<Simd256<T>, T, TFunction>(f, x, y, done) : done;
        done = Simd128<T>.IsSupported ? Map<Simd128<T>, T, TFunction>(f, x, y, done) : done;
        Map<Simd1<T>, T, TFunction>(f, x, y, done);
    }

    /// <summary>dx_i += f'(x_i) dy_i.</summary>
    public static void AddPulled<T, TFunction>(TFunction f, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction<T>
    {
        _ = (y[x.Length..].Length, dy[x.Length..].Length, dx[x.Length..].Length);
        var done = Simd512<T>.IsSupported ? AddPulled<Simd512<T>, T, TFunction>(f, x, y, dy, dx, 0) : 0;
        done = Simd256<T>.IsSupported ? AddPulled<Simd256<T>, T, TFunction>(f, x, y, dy, dx, done) : done;
        done = Simd128<T>.IsSupported ? AddPulled<Simd128<T>, T, TFunction>(f, x, y, dy, dx, done) : done;
        AddPulled<Simd1<T>, T, TFunction>(f, x, y, dy, dx, done);
    }

    /// <summary>Takes whole vectors from <paramref name="start"/> on and returns where it stopped; for tests of each width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Map<TSimd, T, TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> y, int start)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction<T>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        for (; start <= x.Length - TSimd.Lanes; start += TSimd.Lanes)
        {
            f.Value(TSimd.Load(ref from, (nuint)start)).Store(ref to, (nuint)start);
        }

        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddPulled<TSimd, T, TFunction>(TFunction f, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, int start)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction<T>
    {
        ref var xs = ref MemoryMarshal.GetReference(x);
        ref var ys = ref MemoryMarshal.GetReference(y);
        ref var dys = ref MemoryMarshal.GetReference(dy);
        ref var dxs = ref MemoryMarshal.GetReference(dx);
        for (; start <= x.Length - TSimd.Lanes; start += TSimd.Lanes)
        {
            var i = (nuint)start;
            (TSimd.Load(ref dxs, i) + f.Pull(TSimd.Load(ref xs, i), TSimd.Load(ref ys, i), TSimd.Load(ref dys, i))).Store(ref dxs, i);
        }

        return start;
    }
}
