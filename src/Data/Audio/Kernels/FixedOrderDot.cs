// Unchecked ref arithmetic: Of checks the lengths once.
// Layout: two rows of doubles, as long as a multiple of 16.
// Loop order: 16 neighbours at a time, in two vectors of eight sums; then halves are added to halves until one sum is left.
// Equation:   sum over l < 16 of (sum over k of a[16 k + l] b[16 k + l]), k ascending.  Slow twin: 16 sums one by one (FixedOrderDotTests).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Data.Audio.Kernels;

/// <summary>
/// A scalar product whose order of summation is fixed: 16 sums, of every sixteenth product, added in pairs. Equal bits on every machine.
/// </summary>
internal static class FixedOrderDot
{
    /// <summary>Lengths must be multiples of this.</summary>
    public const int Lanes = 16;

    /// <summary>sum over i of a[i] b[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length || a.Length % Lanes != 0)
        {
            throw new ArgumentException($"FixedOrderDot: lengths {a.Length} and {b.Length} must be equal and multiples of {Lanes}.");
        }

        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (nuint i = 0; i < (nuint)a.Length; i += Lanes)
        {
            low += Vector512.LoadUnsafe(ref a0, i) * Vector512.LoadUnsafe(ref b0, i);
            high += Vector512.LoadUnsafe(ref a0, i + 8) * Vector512.LoadUnsafe(ref b0, i + 8);
        }

        var eight = low + high;
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
