// Reference arithmetic through ISimd: the plane's length and the places are checked at the entry of Turn.
// Layout: one plane; the bits that are turned lie above the lanes of a vector.
// Loop order: groups of 2^k vectors that differ in those k bits, in ascending order; the turns bit by bit while a group is in registers.
// Equation:   (x_0, x_1) := (x_0 - t x_1, x_1 + t x_0).  Slow twin: KroneckerSimulator.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// Real turns on one plane: x0, x1 := x0 - t x1, x1 + t x0 for all pairs whose indices differ in one bit, which then change places where asked to. Up to
/// four bits at a time, so that sixteen vectors are turned four times for one load and one store.
/// </summary>
internal static class TurnKernel
{
    /// <summary>The largest number of turns at a time: sixteen vectors need more registers than AVX2 has.</summary>
    public static int Most => Vector512.IsHardwareAccelerated ? 4 : 3;

    /// <summary>One to four turns, on bits above the lanes in ascending order.</summary>
    public static void Turn<TVector, T>(Span<T> plane, ReadOnlySpan<RealTurn<T>> turns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(1 << turns[0].Place, TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 << turns[^1].Place, plane.Length);
        switch (turns.Length)
        {
            case 1:
                One<TVector, T>(plane, turns);
                break;
            case 2:
                Two<TVector, T>(plane, turns);
                break;
            case 3:
                Three<TVector, T>(plane, turns);
                break;
            default:
                Four<TVector, T>(plane, turns);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TVector, T>(Span<T> plane, ReadOnlySpan<RealTurn<T>> turns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var x = ref plane[0];
        var (t, bit) = (TVector.Broadcast(turns[0].Tangent), (nuint)1 << turns[0].Place);
        var flip = turns[0].Swap ? bit : 0;
        for (nuint i = 0; i < (nuint)plane.Length; i = ((i | bit) + (nuint)TVector.Lanes) & ~bit)
        {
            var (x0, x1) = (TVector.Load(in x, i), TVector.Load(in x, i + bit));
            Turn<TVector, T>(t, ref x0, ref x1);
            x0.Store(ref x, i + flip);
            x1.Store(ref x, i + (bit ^ flip));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<TVector, T>(Span<T> plane, ReadOnlySpan<RealTurn<T>> turns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var x = ref plane[0];
        var (t0, t1) = (TVector.Broadcast(turns[0].Tangent), TVector.Broadcast(turns[1].Tangent));
        var (b0, b1) = ((nuint)1 << turns[0].Place, (nuint)1 << turns[1].Place);
        var bits = b0 | b1;
        var flip = (turns[0].Swap ? b0 : 0) | (turns[1].Swap ? b1 : 0);
        for (nuint i = 0; i < (nuint)plane.Length; i = ((i | bits) + (nuint)TVector.Lanes) & ~bits)
        {
            var (x0, x1) = (TVector.Load(in x, i), TVector.Load(in x, i + b0));
            var (x2, x3) = (TVector.Load(in x, i + b1), TVector.Load(in x, i + bits));
            Turn<TVector, T>(t0, ref x0, ref x1);
            Turn<TVector, T>(t0, ref x2, ref x3);
            Turn<TVector, T>(t1, ref x0, ref x2);
            Turn<TVector, T>(t1, ref x1, ref x3);
            x0.Store(ref x, i + flip);
            x1.Store(ref x, i + (b0 ^ flip));
            x2.Store(ref x, i + (b1 ^ flip));
            x3.Store(ref x, i + (bits ^ flip));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<TVector, T>(Span<T> plane, ReadOnlySpan<RealTurn<T>> turns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var x = ref plane[0];
        var (t0, t1, t2) = (TVector.Broadcast(turns[0].Tangent), TVector.Broadcast(turns[1].Tangent), TVector.Broadcast(turns[2].Tangent));
        var (b0, b1, b2) = ((nuint)1 << turns[0].Place, (nuint)1 << turns[1].Place, (nuint)1 << turns[2].Place);
        var bits = b0 | b1 | b2;
        var flip = (turns[0].Swap ? b0 : 0) | (turns[1].Swap ? b1 : 0) | (turns[2].Swap ? b2 : 0);
        for (nuint i = 0; i < (nuint)plane.Length; i = ((i | bits) + (nuint)TVector.Lanes) & ~bits)
        {
            Load<TVector, T>(in x, i, b0, b1, out var x0, out var x1, out var x2, out var x3);
            Load<TVector, T>(in x, i + b2, b0, b1, out var x4, out var x5, out var x6, out var x7);
            Turn<TVector, T>(t0, t1, t2, ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
            var j = i + flip;
            var (s0, s1) = (j ^ b0, j ^ b1);
            x0.Store(ref x, j);
            x1.Store(ref x, s0);
            x2.Store(ref x, s1);
            x3.Store(ref x, s0 ^ b1);
            x4.Store(ref x, j ^ b2);
            x5.Store(ref x, s0 ^ b2);
            x6.Store(ref x, s1 ^ b2);
            x7.Store(ref x, s0 ^ b1 ^ b2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TVector, T>(Span<T> plane, ReadOnlySpan<RealTurn<T>> turns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var x = ref plane[0];
        var (t0, t1) = (TVector.Broadcast(turns[0].Tangent), TVector.Broadcast(turns[1].Tangent));
        var (t2, t3) = (TVector.Broadcast(turns[2].Tangent), TVector.Broadcast(turns[3].Tangent));
        var (b0, b1, b2, b3) = ((nuint)1 << turns[0].Place, (nuint)1 << turns[1].Place, (nuint)1 << turns[2].Place, (nuint)1 << turns[3].Place);
        var bits = b0 | b1 | b2 | b3;
        var flip = (turns[0].Swap ? b0 : 0) | (turns[1].Swap ? b1 : 0) | (turns[2].Swap ? b2 : 0) | (turns[3].Swap ? b3 : 0);
        for (nuint i = 0; i < (nuint)plane.Length; i = ((i | bits) + (nuint)TVector.Lanes) & ~bits)
        {
            Load<TVector, T>(in x, i, b0, b1, out var x0, out var x1, out var x2, out var x3);
            Load<TVector, T>(in x, i + b2, b0, b1, out var x4, out var x5, out var x6, out var x7);
            Load<TVector, T>(in x, i + b3, b0, b1, out var y0, out var y1, out var y2, out var y3);
            Load<TVector, T>(in x, i + (b2 | b3), b0, b1, out var y4, out var y5, out var y6, out var y7);
            Turn<TVector, T>(t0, t1, t2, ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
            Turn<TVector, T>(t0, t1, t2, ref y0, ref y1, ref y2, ref y3, ref y4, ref y5, ref y6, ref y7);
            Turn<TVector, T>(t3, ref x0, ref y0);
            Turn<TVector, T>(t3, ref x1, ref y1);
            Turn<TVector, T>(t3, ref x2, ref y2);
            Turn<TVector, T>(t3, ref x3, ref y3);
            Turn<TVector, T>(t3, ref x4, ref y4);
            Turn<TVector, T>(t3, ref x5, ref y5);
            Turn<TVector, T>(t3, ref x6, ref y6);
            Turn<TVector, T>(t3, ref x7, ref y7);
            Store<TVector, T>(ref x, i + flip, b0, b1, x0, x1, x2, x3);
            Store<TVector, T>(ref x, (i + flip) ^ b2, b0, b1, x4, x5, x6, x7);
            Store<TVector, T>(ref x, (i + flip) ^ b3, b0, b1, y0, y1, y2, y3);
            Store<TVector, T>(ref x, (i + flip) ^ (b2 | b3), b0, b1, y4, y5, y6, y7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TVector, T>(
        ref readonly T x, nuint i, nuint b0, nuint b1, out TVector x0, out TVector x1, out TVector x2, out TVector x3)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x0 = TVector.Load(in x, i);
        x1 = TVector.Load(in x, i + b0);
        x2 = TVector.Load(in x, i + b1);
        x3 = TVector.Load(in x, i + (b0 | b1));
    }

    /// <summary>Index j has the flips in it, so that the others' bits are turned over from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, T>(ref T x, nuint j, nuint b0, nuint b1, TVector x0, TVector x1, TVector x2, TVector x3)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x0.Store(ref x, j);
        x1.Store(ref x, j ^ b0);
        x2.Store(ref x, j ^ b1);
        x3.Store(ref x, j ^ (b0 | b1));
    }

    /// <summary>Three turns of eight vectors in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TVector, T>(
        TVector t0, TVector t1, TVector t2,
        ref TVector x0, ref TVector x1, ref TVector x2, ref TVector x3, ref TVector x4, ref TVector x5, ref TVector x6, ref TVector x7)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Turn<TVector, T>(t0, ref x0, ref x1);
        Turn<TVector, T>(t0, ref x2, ref x3);
        Turn<TVector, T>(t0, ref x4, ref x5);
        Turn<TVector, T>(t0, ref x6, ref x7);
        Turn<TVector, T>(t1, ref x0, ref x2);
        Turn<TVector, T>(t1, ref x1, ref x3);
        Turn<TVector, T>(t1, ref x4, ref x6);
        Turn<TVector, T>(t1, ref x5, ref x7);
        Turn<TVector, T>(t2, ref x0, ref x4);
        Turn<TVector, T>(t2, ref x1, ref x5);
        Turn<TVector, T>(t2, ref x2, ref x6);
        Turn<TVector, T>(t2, ref x3, ref x7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TVector, T>(TVector t, ref TVector a, ref TVector b)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var turned = TVector.FusedNegatedMultiplyAdd(t, b, a);
        b = TVector.FusedMultiplyAdd(t, a, b);
        a = turned;
    }
}
