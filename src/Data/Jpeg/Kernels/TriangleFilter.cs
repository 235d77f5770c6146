// Unchecked ref arithmetic: every method checks the lengths of its rows once.
// Layout: rows of bytes; sums in 16 bits, one cell of border on either side, so that both neighbours of every sample exist.
// Loop order: samples i in ascending order, 16 at a time; two new samples, the even and the odd one, are the halves of a 16-bit lane.
// Equation:   new[2 i], new[2 i + 1] = (3 old[i] + old[i - 1]) / 4, (3 old[i] + old[i + 1]) / 4.  Slow twin: the definition (JpegKernelTests).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Data.Jpeg.Kernels;

/// <summary>
/// Doubles rows by the triangle filter: a new sample is 3/4 of the nearer old one and 1/4 of the next nearest; at the edges the last sample stands
/// for its missing neighbour. The rounding alternates between just under and just over one half, as in the reference decoders, whose bits these are.
/// </summary>
internal static class TriangleFilter
{
    private const int Lanes = 16;

    /// <summary>Number of 16-bit cells that <see cref="Sums"/> and <see cref="Across"/> need for a row of <paramref name="count"/> samples.</summary>
    public static int ScratchLength(int count) => count + 2 * Lanes;

    /// <summary>Number of bytes that <see cref="Across"/> may write for a row of <paramref name="count"/> samples.</summary>
    public static int OutputLength(int count) => 2 * (count + Lanes);

    /// <summary>
    /// sums[i + 1] = near[i], or 3 near[i] + far[i] where there is a far row; sums[0] and the cell after the last repeat their neighbours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<ushort> sums)
    {
        Check(sums.Length, ScratchLength(near.Length));
        if (far.IsEmpty)
        {
            for (var i = 0; i < near.Length; i++)
            {
                sums[i + 1] = near[i];
            }
        }
        else
        {
            Check(far.Length, near.Length);
            var i = 0;
            if (Vector256.IsHardwareAccelerated)
            {
                ref var near0 = ref MemoryMarshal.GetReference(near);
                ref var far0 = ref MemoryMarshal.GetReference(far);
                ref var sums0 = ref MemoryMarshal.GetReference(sums);
                for (; i + Lanes <= near.Length; i += Lanes)
                {
                    (Widen(ref near0, i) * 3 + Widen(ref far0, i)).StoreUnsafe(ref sums0, (nuint)i + 1);
                }
            }

            for (; i < near.Length; i++)
            {
                sums[i + 1] = (ushort)(3 * near[i] + far[i]);
            }
        }

        sums[0] = sums[1];
        sums[near.Length + 1] = sums[near.Length];
    }

    /// <summary>
    /// row[2 i] = (3 s[i + 1] + s[i] + evenBias) >> shift and row[2 i + 1] = (3 s[i + 1] + s[i + 2] + oddBias) >> shift for the sums s of
    /// <paramref name="count"/> samples. What lies beyond 2 count in <paramref name="row"/> is overwritten with nothing of use.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Across(ReadOnlySpan<ushort> sums, int count, int evenBias, int oddBias, int shift, Span<byte> row)
    {
        Check(sums.Length, ScratchLength(count));
        Check(row.Length, OutputLength(count));
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var target = ref Unsafe.As<byte, ushort>(ref MemoryMarshal.GetReference(row));
        for (var i = 0; i < count; i += Lanes)
        {
            var near = Vector256.LoadUnsafe(ref s, (nuint)i + 1) * 3;
            var even = (near + Vector256.LoadUnsafe(ref s, (nuint)i) + Vector256.Create((ushort)evenBias)) >> shift;
            var odd = (near + Vector256.LoadUnsafe(ref s, (nuint)i + 2) + Vector256.Create((ushort)oddBias)) >> shift;
            if (BitConverter.IsLittleEndian)
            {
                (even | odd << 8).StoreUnsafe(ref target, (nuint)i);
            }
            else
            {
                (even << 8 | odd).StoreUnsafe(ref target, (nuint)i);
            }
        }
    }

    /// <summary>row[i] = (3 near[i] + far[i] + bias) >> 2.</summary>
    public static void Down(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias, Span<byte> row)
    {
        for (var i = 0; i < near.Length; i++)
        {
            row[i] = (byte)((3 * near[i] + far[i] + bias) >> 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Widen(ref byte row, int index) =>
        Vector256.WidenLower(Vector128.LoadUnsafe(ref row, (nuint)index).ToVector256Unsafe());

    private static void Check(int length, int needed)
    {
        if (length < needed)
        {
            throw new ArgumentException($"TriangleFilter: a row of {length} cells was given where {needed} are needed.");
        }
    }
}
