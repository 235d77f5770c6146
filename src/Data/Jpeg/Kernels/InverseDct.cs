// Unchecked ref arithmetic: Write checks the lengths of block, table and samples once.
// Layout: 64 coefficients and 64 quantisation steps, row by row; 8 rows of 8 bytes, stride apart; with vectors, each holds a row of the block.
// Loop order: all columns (a lane each), a transposition, all rows; blocks with nothing but S[0, 0] are filled at once.
// Equation:   that of A.3.3, in the summary below.  Slow twins: WriteScalars, to the bit, and the double sum (JpegKernelTests).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QXai.Data.Jpeg.Kernels;

/// <summary>
/// The inverse discrete cosine transform of a block, s[y, x] = 1/4 sum over u, v of c_u c_v S[v, u] cos((2x+1) u pi/16) cos((2y+1) v pi/16) + 128
/// with c_0 = 1/sqrt 2, else 1 (ITU-T T.81 A.3.3), by the factorisation of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) in integers with 13
/// fractional bits: columns first, kept with two extra bits, then rows. The same integers, and so the same bits, as the "accurate integer" method of
/// the reference decoders, with and without vectors.
/// </summary>
internal static class InverseDct
{
    private const int Fraction = 13;
    private const int ExtraBits = 2;

    /// <summary>
    /// Transforms <paramref name="block"/> (natural order) times the quantisation steps of <paramref name="table"/> and writes 8 rows of 8 samples,
    /// each row
    /// <paramref name="stride"/> after the one before. Values outside 0..255 are clamped.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ReadOnlySpan<short> block, ReadOnlySpan<int> table, Span<byte> samples, int stride)
    {
        if (block.Length < 64 || table.Length < 64 || stride < 8 || samples.Length < 7 * stride + 8)
        {
            throw new ArgumentException("InverseDct: a block needs 64 coefficients, 64 steps and room for 8 rows of 8 samples.");
        }

        ref var first = ref MemoryMarshal.GetReference(block);
        ref var target = ref MemoryMarshal.GetReference(samples);
        if (HasOnlyDc(ref first))
        {
            Fill(Clamp((first * table[0] * (1 << ExtraBits) + 16) >> 5), ref target, stride);
        }
        else if (Avx2.IsSupported)
        {
            WriteVectors(ref first, ref MemoryMarshal.GetReference(table), ref target, stride);
        }
        else
        {
            WriteScalars(block, table, samples, stride);
        }
    }

    /// <summary>The same, one number at a time.</summary>
    internal static void WriteScalars(ReadOnlySpan<short> block, ReadOnlySpan<int> table, Span<byte> samples, int stride)
    {
        Span<int> work = stackalloc int[64];
        for (var x = 0; x < 8; x++)
        {
            var (s0, s1, s2, s3) = (block[x] * table[x], block[8 + x] * table[8 + x], block[16 + x] * table[16 + x], block[24 + x] * table[24 + x]);
            var (s4, s5, s6, s7) = (block[32 + x] * table[32 + x], block[40 + x] * table[40 + x], block[48 + x] * table[48 + x], block[56 + x] * table[56 + x]);
            Transform(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, Fraction - ExtraBits);
            (work[x], work[8 + x], work[16 + x], work[24 + x]) = (s0, s1, s2, s3);
            (work[32 + x], work[40 + x], work[48 + x], work[56 + x]) = (s4, s5, s6, s7);
        }

        for (var y = 0; y < 8; y++)
        {
            var row = work.Slice(8 * y, 8);
            Transform(ref row[0], ref row[1], ref row[2], ref row[3], ref row[4], ref row[5], ref row[6], ref row[7], Fraction + ExtraBits + 3);
            for (var x = 0; x < 8; x++)
            {
                samples[y * stride + x] = Clamp(row[x]);
            }
        }
    }

    private static byte Clamp(int centred) => (byte)Math.Clamp(centred + 128, 0, 255);

    private static void Transform(ref int s0, ref int s1, ref int s2, ref int s3, ref int s4, ref int s5, ref int s6, ref int s7, int shift)
    {
        var z1 = (s2 + s6) * 4433;
        var (even2, even3) = (z1 - s6 * 15137, z1 + s2 * 6270);
        var (even0, even1) = ((s0 + s4) << Fraction, (s0 - s4) << Fraction);
        var (e0, e3, e1, e2) = (even0 + even3, even0 - even3, even1 + even2, even1 - even2);
        var z5 = (s7 + s3 + s5 + s1) * 9633;
        var (z71, z53, z73, z51) = ((s7 + s1) * -7373, (s5 + s3) * -20995, (s7 + s3) * -16069 + z5, (s5 + s1) * -3196 + z5);
        var (o7, o5, o3, o1) = (s7 * 2446 + z71 + z73, s5 * 16819 + z53 + z51, s3 * 25172 + z53 + z73, s1 * 12299 + z71 + z51);
        var half = 1 << shift >> 1;
        (s0, s7) = ((e0 + o1 + half) >> shift, (e0 - o1 + half) >> shift);
        (s1, s6) = ((e1 + o3 + half) >> shift, (e1 - o3 + half) >> shift);
        (s2, s5) = ((e2 + o5 + half) >> shift, (e2 - o5 + half) >> shift);
        (s3, s4) = ((e3 + o7 + half) >> shift, (e3 - o7 + half) >> shift);
    }

    /// <summary>Whether all coefficients but the first are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasOnlyDc(ref short block)
    {
        var notDc = Vector256.Create(0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
        var rest = Vector256.LoadUnsafe(ref block, 16) | Vector256.LoadUnsafe(ref block, 32) | Vector256.LoadUnsafe(ref block, 48);
        return (rest | (Vector256.LoadUnsafe(ref block) & notDc)) == Vector256<short>.Zero;
    }

    private static void Fill(byte value, ref byte target, int stride)
    {
        var eight = 0x0101010101010101UL * value;
        for (var y = 0; y < 8; y++)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, y * stride), eight);
        }
    }

    /// <summary>Eight lanes are the eight columns in the first pass and, after a transposition, the eight rows in the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteVectors(ref short block, ref int table, ref byte target, int stride)
    {
        var (s0, s1, s2, s3) = (Load(ref block, ref table, 0), Load(ref block, ref table, 8), Load(ref block, ref table, 16), Load(ref block, ref table, 24));
        var (s4, s5, s6, s7) = (Load(ref block, ref table, 32), Load(ref block, ref table, 40), Load(ref block, ref table, 48), Load(ref block, ref table, 56));
        Transform(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, Fraction - ExtraBits);
        Transpose(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
        Transform(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, Fraction + ExtraBits + 3);

        // Now vector x holds column x. Packed to bytes, a 128-bit half holds four rows of four columns, columns first; the shuffle puts rows first.
        var centre = Vector256.Create((byte)0x80);
        var rowsFirst = Vector256.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        var left = Avx2.PackSignedSaturate(Avx2.PackSignedSaturate(s0, s1), Avx2.PackSignedSaturate(s2, s3)).AsByte() ^ centre;
        var right = Avx2.PackSignedSaturate(Avx2.PackSignedSaturate(s4, s5), Avx2.PackSignedSaturate(s6, s7)).AsByte() ^ centre;
        var (l, r) = (Avx2.Shuffle(left, rowsFirst).AsInt32(), Avx2.Shuffle(right, rowsFirst).AsInt32());
        var (even, odd) = (Avx2.UnpackLow(l, r).AsUInt64(), Avx2.UnpackHigh(l, r).AsUInt64());
        Store(even.GetElement(0), ref target, 0);
        Store(even.GetElement(1), ref target, stride);
        Store(odd.GetElement(0), ref target, 2 * stride);
        Store(odd.GetElement(1), ref target, 3 * stride);
        Store(even.GetElement(2), ref target, 4 * stride);
        Store(even.GetElement(3), ref target, 5 * stride);
        Store(odd.GetElement(2), ref target, 6 * stride);
        Store(odd.GetElement(3), ref target, 7 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(ref short block, ref int table, nuint index) =>
        Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref block, index)) * Vector256.LoadUnsafe(ref table, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ulong row, ref byte target, int offset) => Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, offset), row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(
        ref Vector256<int> s0, ref Vector256<int> s1, ref Vector256<int> s2, ref Vector256<int> s3,
        ref Vector256<int> s4, ref Vector256<int> s5, ref Vector256<int> s6, ref Vector256<int> s7, int shift)
    {
        var z1 = (s2 + s6) * 4433;
        var even2 = z1 - s6 * 15137;
        var even3 = z1 + s2 * 6270;
        var half = Vector256.Create(1 << shift >> 1);
        var even0 = ((s0 + s4) << Fraction) + half;
        var even1 = ((s0 - s4) << Fraction) + half;
        var e0 = even0 + even3;
        var e3 = even0 - even3;
        var e1 = even1 + even2;
        var e2 = even1 - even2;
        var z5 = (s7 + s3 + s5 + s1) * 9633;
        var z71 = (s7 + s1) * -7373;
        var z53 = (s5 + s3) * -20995;
        var z73 = (s7 + s3) * -16069 + z5;
        var z51 = (s5 + s1) * -3196 + z5;
        var o7 = s7 * 2446 + z71 + z73;
        var o5 = s5 * 16819 + z53 + z51;
        var o3 = s3 * 25172 + z53 + z73;
        var o1 = s1 * 12299 + z71 + z51;
        s0 = (e0 + o1) >> shift;
        s7 = (e0 - o1) >> shift;
        s1 = (e1 + o3) >> shift;
        s6 = (e1 - o3) >> shift;
        s2 = (e2 + o5) >> shift;
        s5 = (e2 - o5) >> shift;
        s3 = (e3 + o7) >> shift;
        s4 = (e3 - o7) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<int> s0, ref Vector256<int> s1, ref Vector256<int> s2, ref Vector256<int> s3,
        ref Vector256<int> s4, ref Vector256<int> s5, ref Vector256<int> s6, ref Vector256<int> s7)
    {
        var a0 = Avx2.UnpackLow(s0, s1).AsInt64();
        var a1 = Avx2.UnpackHigh(s0, s1).AsInt64();
        var a2 = Avx2.UnpackLow(s2, s3).AsInt64();
        var a3 = Avx2.UnpackHigh(s2, s3).AsInt64();
        var a4 = Avx2.UnpackLow(s4, s5).AsInt64();
        var a5 = Avx2.UnpackHigh(s4, s5).AsInt64();
        var a6 = Avx2.UnpackLow(s6, s7).AsInt64();
        var a7 = Avx2.UnpackHigh(s6, s7).AsInt64();
        var b0 = Avx2.UnpackLow(a0, a2).AsInt32();
        var b1 = Avx2.UnpackHigh(a0, a2).AsInt32();
        var b2 = Avx2.UnpackLow(a1, a3).AsInt32();
        var b3 = Avx2.UnpackHigh(a1, a3).AsInt32();
        var b4 = Avx2.UnpackLow(a4, a6).AsInt32();
        var b5 = Avx2.UnpackHigh(a4, a6).AsInt32();
        var b6 = Avx2.UnpackLow(a5, a7).AsInt32();
        var b7 = Avx2.UnpackHigh(a5, a7).AsInt32();
        s0 = Avx2.Permute2x128(b0, b4, 0x20);
        s1 = Avx2.Permute2x128(b1, b5, 0x20);
        s2 = Avx2.Permute2x128(b2, b6, 0x20);
        s3 = Avx2.Permute2x128(b3, b7, 0x20);
        s4 = Avx2.Permute2x128(b0, b4, 0x31);
        s5 = Avx2.Permute2x128(b1, b5, 0x31);
        s6 = Avx2.Permute2x128(b2, b6, 0x31);
        s7 = Avx2.Permute2x128(b3, b7, 0x31);
    }
}
