// Reference arithmetic through ISimd: the plane's length and the places are checked at the entry of each method.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// Real turns on one plane: x0, x1 := x0 - t x1, x1 + t x0 for all pairs whose indices differ in one bit, which then change places where asked to. Three
/// bits at a time, so that eight vectors are turned three times for one load and one store.
/// </summary>
internal static class TurnKernel
{
    /// <summary>One turn, on a bit above the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TVector, T>(Span<T> plane, int place, T tangent, bool swap)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(plane.Length, TVector.Lanes, place, place);
        ref var x = ref plane[0];
        var (t, minus) = (TVector.Broadcast(tangent), TVector.Broadcast(-tangent));
        var bit = (nuint)1 << place;
        var (to0, to1) = swap ? (bit, (nuint)0) : (0, bit);
        for (nuint i = 0; i < (nuint)plane.Length; i = ((i | bit) + (nuint)TVector.Lanes) & ~bit)
        {
            var (x0, x1) = (TVector.Load(in x, i), TVector.Load(in x, i + bit));
            Turn<TVector, T>(t, minus, ref x0, ref x1);
            x0.Store(ref x, i + to0);
            x1.Store(ref x, i + to1);
        }
    }

    /// <summary>Three turns, on bits above the lanes in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Three<TVector, T>(Span<T> plane, ReadOnlySpan<int> places, ReadOnlySpan<T> tangents, ReadOnlySpan<bool> swaps)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(plane.Length, TVector.Lanes, places[0], places[2]);
        ref var x = ref plane[0];
        var (t0, minus0) = (TVector.Broadcast(tangents[0]), TVector.Broadcast(-tangents[0]));
        var (t1, minus1) = (TVector.Broadcast(tangents[1]), TVector.Broadcast(-tangents[1]));
        var (t2, minus2) = (TVector.Broadcast(tangents[2]), TVector.Broadcast(-tangents[2]));
        var (b0, b1, b2) = ((nuint)1 << places[0], (nuint)1 << places[1], (nuint)1 << places[2]);
        var bits = b0 | b1 | b2;
        var flip = (swaps[0] ? b0 : 0) | (swaps[1] ? b1 : 0) | (swaps[2] ? b2 : 0);
        for (nuint i = 0; i < (nuint)plane.Length; i = ((i | bits) + (nuint)TVector.Lanes) & ~bits)
        {
            var (x0, x1) = (TVector.Load(in x, i), TVector.Load(in x, i + b0));
            var (x2, x3) = (TVector.Load(in x, i + b1), TVector.Load(in x, i + (b1 | b0)));
            var (x4, x5) = (TVector.Load(in x, i + b2), TVector.Load(in x, i + (b2 | b0)));
            var (x6, x7) = (TVector.Load(in x, i + (b2 | b1)), TVector.Load(in x, i + bits));
            Turn<TVector, T>(t0, minus0, ref x0, ref x1);
            Turn<TVector, T>(t0, minus0, ref x2, ref x3);
            Turn<TVector, T>(t0, minus0, ref x4, ref x5);
            Turn<TVector, T>(t0, minus0, ref x6, ref x7);
            Turn<TVector, T>(t1, minus1, ref x0, ref x2);
            Turn<TVector, T>(t1, minus1, ref x1, ref x3);
            Turn<TVector, T>(t1, minus1, ref x4, ref x6);
            Turn<TVector, T>(t1, minus1, ref x5, ref x7);
            Turn<TVector, T>(t2, minus2, ref x0, ref x4);
            Turn<TVector, T>(t2, minus2, ref x1, ref x5);
            Turn<TVector, T>(t2, minus2, ref x2, ref x6);
            Turn<TVector, T>(t2, minus2, ref x3, ref x7);
            x0.Store(ref x, i + flip);
            x1.Store(ref x, i + (b0 ^ flip));
            x2.Store(ref x, i + (b1 ^ flip));
            x3.Store(ref x, i + ((b1 | b0) ^ flip));
            x4.Store(ref x, i + (b2 ^ flip));
            x5.Store(ref x, i + ((b2 | b0) ^ flip));
            x6.Store(ref x, i + ((b2 | b1) ^ flip));
            x7.Store(ref x, i + (bits ^ flip));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TVector, T>(TVector t, TVector minus, ref TVector a, ref TVector b)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var turned = TVector.FusedMultiplyAdd(minus, b, a);
        b = TVector.FusedMultiplyAdd(t, a, b);
        a = turned;
    }

    private static void Check(int length, int lanes, int lowest, int highest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(1 << lowest, lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 << highest, length);
    }
}
