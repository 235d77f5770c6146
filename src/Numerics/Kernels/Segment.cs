// Unchecked ref arithmetic: callers have checked that source and destination exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>Writes a short run of numbers, at most two vectors of the widest kind, and nothing beside it.</summary>
internal static class Segment<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>to[i] = from[i], or += from[i], for 0 &lt;= i &lt; <paramref name="count"/>.</summary>
    public static void Write(int count, ref T from, ref T to, bool add)
    {
        var i = Write<Simd256<T>>(0, count, ref from, ref to, add);
        i = Write<Simd128<T>>(i, count, ref from, ref to, add);
        Write<Simd1<T>>(i, count, ref from, ref to, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write<TSimd>(int i, int count, ref T from, ref T to, bool add)
        where TSimd : struct, ISimd<TSimd, T>
    {
        for (; i <= count - TSimd.Lanes; i += TSimd.Lanes)
        {
            var value = TSimd.Load(in from, (nuint)i);
            (add ? TSimd.Load(in to, (nuint)i) + value : value).Store(ref to, (nuint)i);
        }

        return i;
    }
}
