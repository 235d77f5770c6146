// Unchecked ref arithmetic: every method checks the lengths of its rows once.
// Layout: one row of bytes per component in, four bytes R, G, B, A per pixel out.
// Loop order: pixels x in ascending order, eight at a time where there are vectors of 32-bit integers.
// Equation:   (R, G, B) = Y + M (Cb - 128, Cr - 128), M that of YCbCr below.  Slow twin: the rounded matrix in doubles (JpegKernelTests).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Data.Jpeg.Kernels;

/// <summary>
/// Rows of component samples to rows of pixels R, G, B, A (opaque). Integers with 16 fractional bits, the same bits with and without vectors.
/// </summary>
internal static class ColourConversion
{
    private const int RedOfCr = 91881;
    private const int GreenOfCb = -22554;
    private const int GreenOfCr = -46802;
    private const int BlueOfCb = 116130;
    private const int Half = 1 << 15;
    private const int Lanes = 8;

    /// <summary>
    /// ITU-R BT.601 over the full range (JFIF): R = Y + 1.402 (Cr - 128), G = Y - 0.344136 (Cb - 128) - 0.714136 (Cr - 128), B = Y + 1.772 (Cb -
    /// 128), rounded and clamped to 0..255.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void YCbCr(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<byte> rgba)
    {
        var width = rgba.Length / 4;
        Check(luma, width);
        Check(blue, width);
        Check(red, width);
        var x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var y0 = ref MemoryMarshal.GetReference(luma);
            ref var b0 = ref MemoryMarshal.GetReference(blue);
            ref var r0 = ref MemoryMarshal.GetReference(red);
            ref var target = ref Unsafe.As<byte, uint>(ref MemoryMarshal.GetReference(rgba));
            for (; x + Lanes <= width; x += Lanes)
            {
                var y = Widen(ref y0, x);
                var cb = Widen(ref b0, x) - Vector256.Create(128);
                var cr = Widen(ref r0, x) - Vector256.Create(128);
                var r = Clamp(y + ((cr * RedOfCr + Vector256.Create(Half)) >> 16));
                var g = Clamp(y + ((cb * GreenOfCb + cr * GreenOfCr + Vector256.Create(Half)) >> 16));
                var b = Clamp(y + ((cb * BlueOfCb + Vector256.Create(Half)) >> 16));
                (r | g << 8 | b << 16 | Vector256.Create(0xFF << 24)).AsUInt32().StoreUnsafe(ref target, (nuint)x);
            }
        }

        for (; x < width; x++)
        {
            var (y, cb, cr) = (luma[x], blue[x] - 128, red[x] - 128);
            rgba[4 * x] = Clamp(y + ((cr * RedOfCr + Half) >> 16));
            rgba[4 * x + 1] = Clamp(y + ((cb * GreenOfCb + cr * GreenOfCr + Half) >> 16));
            rgba[4 * x + 2] = Clamp(y + ((cb * BlueOfCb + Half) >> 16));
            rgba[4 * x + 3] = 255;
        }
    }

    /// <summary>Three planes side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rgb(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> rgba)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        Check(red, pixels.Length);
        Check(green, pixels.Length);
        Check(blue, pixels.Length);
        for (var x = 0; x < pixels.Length; x++)
        {
            pixels[x] = (uint)(red[x] | green[x] << 8 | blue[x] << 16 | 0xFF << 24);
        }
    }

    /// <summary>R = G = B = grey.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Grey(ReadOnlySpan<byte> grey, Span<byte> rgba)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        Check(grey, pixels.Length);
        for (var x = 0; x < pixels.Length; x++)
        {
            pixels[x] = 0xFF000000u | (grey[x] * 0x010101u);
        }
    }

    /// <summary>
    /// Puts black ink over a row: v = v k / 255, rounded, for each of R, G, B, where v is the complement of the colour if
    /// <paramref name="complementColour"/> and k of the ink if
    /// <paramref name="complementBlack"/>.
    /// </summary>
    public static void Black(ReadOnlySpan<byte> black, Span<byte> rgba, bool complementColour, bool complementBlack)
    {
        Check(black, rgba.Length / 4);
        var (flipColour, flipBlack) = (complementColour ? 255 : 0, complementBlack ? 255 : 0);
        for (var x = 0; x < rgba.Length / 4; x++)
        {
            var k = black[x] ^ flipBlack;
            for (var c = 4 * x; c < 4 * x + 3; c++)
            {
                rgba[c] = (byte)(((rgba[c] ^ flipColour) * k + 127) / 255);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(ref byte row, int x)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref row, x))).AsByte());
        return Vector256.WidenLower(words.ToVector256Unsafe()).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Clamp(Vector256<int> value) => Vector256.Min(Vector256.Max(value, Vector256<int>.Zero), Vector256.Create(255));

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    private static void Check(ReadOnlySpan<byte> row, int width)
    {
        if (row.Length < width)
        {
            throw new ArgumentException($"ColourConversion: a row of {row.Length} samples is too short for {width} pixels.");
        }
    }
}
