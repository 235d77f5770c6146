// Checks its lengths once at entry; the loops below use ref arithmetic.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Elementwise;

/// <summary>
/// y_i = f(a_i, b_i) and its pullbacks over one row. An operand of one element stands for a whole row of equal elements. As in
/// <see cref="VectorFunction"/>, an element's bits do not depend on where it stands, and the order of sums is fixed.
/// </summary>
internal static class VectorFunction2
{
    private const int Block = 512;

    /// <summary>y_i = f(a_i, b_i).</summary>
    public static void Map<T, TFunction>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction2<T>
    {
        Check(a, b, y.Length);
        var done = Simd512<T>.IsSupported ? Map<Simd512<T>, T, TFunction>(a, b, y, 0) : 0;
        done = Simd256<T>.IsSupported ? Map<Simd256<T>, T, TFunction>(a, b, y, done) : done;
        done = Simd128<T>.IsSupported ? Map<Simd128<T>, T, TFunction>(a, b, y, done) : done;
        Map<Simd1<T>, T, TFunction>(a, b, y, done);
    }

    /// <summary>gradient_i += pull(a_i, b_i, dy_i), where the gradient is as long as dy.</summary>
    public static void AddPulled<T, TPull>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> dy, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TPull : struct, IPull<T>
    {
        Check(a, b, dy.Length);
        _ = gradient[dy.Length..];
        var done = Simd512<T>.IsSupported ? AddPulled<Simd512<T>, T, TPull>(a, b, dy, gradient, 0) : 0;
        done = Simd256<T>.IsSupported ? AddPulled<Simd256<T>, T, TPull>(a, b, dy, gradient, done) : done;
        done = Simd128<T>.IsSupported ? AddPulled<Simd128<T>, T, TPull>(a, b, dy, gradient, done) : done;
        AddPulled<Simd1<T>, T, TPull>(a, b, dy, gradient, done);
    }

    /// <summary>sum_i pull(a_i, b_i, dy_i), in blocks of <see cref="Block"/> elements whose sums are added in turn.</summary>
    public static T SumPulled<T, TPull>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> dy)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TPull : struct, IPull<T>
    {
        Check(a, b, dy.Length);
        Span<T> pulled = stackalloc T[Block];
        var sum = T.Zero;
        for (var i = 0; i < dy.Length; i += Block)
        {
            var length = Math.Min(Block, dy.Length - i);
            pulled.Clear();
            AddPulled<T, TPull>(a.Length == 1 ? a : a.Slice(i, length), b.Length == 1 ? b : b.Slice(i, length), dy.Slice(i, length), pulled);
            sum += Reduction.Sum<T>(pulled[..length]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Map<TSimd, T, TFunction>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, int start)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction2<T>
    {
        if (start > y.Length - TSimd.Lanes)
        {
            return start;
        }

        var (left, right) = (TSimd.Broadcast(a[0]), TSimd.Broadcast(b[0]));
        ref var to = ref MemoryMarshal.GetReference(y);
        for (; start <= y.Length - TSimd.Lanes; start += TSimd.Lanes)
        {
            TFunction.Value(At(a, start, left), At(b, start, right)).Store(ref to, (nuint)start);
        }

        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddPulled<TSimd, T, TPull>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> dy, Span<T> gradient, int start)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TPull : struct, IPull<T>
    {
        if (start > dy.Length - TSimd.Lanes)
        {
            return start;
        }

        var (left, right) = (TSimd.Broadcast(a[0]), TSimd.Broadcast(b[0]));
        ref var from = ref MemoryMarshal.GetReference(dy);
        ref var to = ref MemoryMarshal.GetReference(gradient);
        for (; start <= dy.Length - TSimd.Lanes; start += TSimd.Lanes)
        {
            var i = (nuint)start;
            (TSimd.Load(ref to, i) + TPull.Of(At(a, start, left), At(b, start, right), TSimd.Load(ref from, i))).Store(ref to, i);
        }

        return start;
    }

    /// <summary>The operand's vector at a position: its only element in all lanes where it has no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd At<TSimd, T>(ReadOnlySpan<T> operand, int position, TSimd still)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        operand.Length == 1 ? still : TSimd.Load(ref MemoryMarshal.GetReference(operand), (nuint)position);

    private static void Check<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int length)
    {
        if ((a.Length != 1 && a.Length < length) || (b.Length != 1 && b.Length < length))
        {
            throw new ShapeException($"VectorFunction2: rows of {a.Length} and {b.Length} elements do not serve {length} elements.");
        }
    }
}
