using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>What RY does to a pair of rows.</summary>
internal interface ITurn<TSelf, V, T>
{
    /// <summary>The turn, or its inverse, whose coefficients start at <paramref name="place"/>.</summary>
    static abstract TSelf Load(ReadOnlySpan<T> coefficients, int place, bool inverse);

    /// <summary>The turned pair.</summary>
    (V Zero, V One) Apply(V a0, V a1);
}

/// <summary>(a0 - t a1, a1 + t a0), with one t for all samples: RY without its factor cos(theta / 2), which the boundary's phases carry.</summary>
internal readonly struct TangentTurn<V, T>(V t) : ITurn<TangentTurn<V, T>, V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly V t = t;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TangentTurn<V, T> Load(ReadOnlySpan<T> coefficients, int place, bool inverse) =>
        new(V.Broadcast(inverse ? -coefficients[place] : coefficients[place]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Zero, V One) Apply(V a0, V a1) => (V.FusedNegatedMultiplyAdd(t, a1, a0), V.FusedMultiplyAdd(t, a0, a1));
}

/// <summary>(c a0 - s a1, c a1 + s a0), with c and s per sample: c[W], then s[W].</summary>
internal readonly struct FullTurn<V, T>(V c, V s) : ITurn<FullTurn<V, T>, V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly V c = c, s = s;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FullTurn<V, T> Load(ReadOnlySpan<T> coefficients, int place, bool inverse)
    {
        ref var c = ref MemoryMarshal.GetReference(coefficients.Slice(place, 2 * V.Lanes));
        var s = V.Load(in c, (nuint)V.Lanes);
        return new(V.Load(in c, 0), inverse ? V.Zero - s : s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Zero, V One) Apply(V a0, V a1) => (V.FusedNegatedMultiplyAdd(s, a1, c * a0), V.FusedMultiplyAdd(s, a0, c * a1));
}
