using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>What RY does to a pair of rows.</summary>
internal interface ITurn<V>
{
    /// <summary>The turned pair.</summary>
    (V Zero, V One) Apply(V a0, V a1);
}

/// <summary>(a0 - t a1, a1 + t a0): RY without its factor cos(theta / 2), which the boundary's phases carry.</summary>
internal readonly struct TangentTurn<V, T>(V t) : ITurn<V>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly V t = t;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Zero, V One) Apply(V a0, V a1) => (V.FusedNegatedMultiplyAdd(t, a1, a0), V.FusedMultiplyAdd(t, a0, a1));
}

/// <summary>(c a0 - s a1, c a1 + s a0), with c and s per sample.</summary>
internal readonly struct FullTurn<V, T>(V c, V s) : ITurn<V>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly V c = c, s = s;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Zero, V One) Apply(V a0, V a1) => (V.FusedNegatedMultiplyAdd(s, a1, c * a0), V.FusedMultiplyAdd(s, a0, c * a1));
}
