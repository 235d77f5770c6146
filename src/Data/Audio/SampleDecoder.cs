using System.Buffers.Binary;
using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// Turns the bytes of a file into samples. One block at a time becomes numbers at the file's own scale, in double precision, and then
/// single-precision numbers at full scale 1.
/// </summary>
internal static class SampleDecoder
{
    private const int BlockLength = 4096;

    /// <summary>
    /// All samples of <paramref name="data"/>, which holds whole frames. Throws <see cref="InputException"/> for a floating-point sample that is no
    /// finite number.
    /// </summary>
    public static float[] Decode(ReadOnlySpan<byte> data, SampleFormat format, string name)
    {
        var samples = new float[data.Length / format.Bytes];
        Span<double> block = new double[Math.Min(BlockLength, samples.Length)];
        for (var start = 0; start < samples.Length; start += block.Length)
        {
            var native = block[..Math.Min(block.Length, samples.Length - start)];
            DecodeNative(data.Slice(start * format.Bytes, native.Length * format.Bytes), format, native);
            for (var i = 0; i < native.Length; i++)
            {
                if (!double.IsFinite(native[i]))
                {
                    throw new InputException($"{name}: sample {start + i} is {native[i]}, which is no sound.");
                }

                samples[start + i] = (float)(native[i] / format.FullScale);
            }
        }

        return samples;
    }

    /// <summary>
    /// The samples at the file's own scale: integers of their bytes' range, G.711 expanded to 16 bits, floating-point numbers as they are.
    /// </summary>
    public static void DecodeNative(ReadOnlySpan<byte> data, SampleFormat format, Span<double> native)
    {
        for (var i = 0; i < native.Length; i++)
        {
            var bytes = data.Slice(i * format.Bytes, format.Bytes);
            native[i] = format.Encoding switch
            {
                SampleEncoding.ALaw => G711.ALaw[bytes[0]],
                SampleEncoding.MuLaw => G711.MuLaw[bytes[0]],
                SampleEncoding.Float => ReadFloat(bytes, format.IsBigEndian),
                _ => ReadInteger(bytes, format),
            };
        }
    }

    private static double ReadFloat(ReadOnlySpan<byte> bytes, bool isBig) => (bytes.Length, isBig) switch
    {
        (4, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };

    private static double ReadInteger(ReadOnlySpan<byte> bytes, SampleFormat format)
    {
        if (bytes.Length == 1)
        {
            return format.BytesAreUnsigned ? bytes[0] - 128 : (sbyte)bytes[0];
        }

        if (bytes.Length == 2)
        {
            return format.IsBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes);
        }

        long value = (sbyte)(format.IsBigEndian ? bytes[0] : bytes[^1]);
        for (var i = 1; i < bytes.Length; i++)
        {
            value = value << 8 | (format.IsBigEndian ? bytes[i] : bytes[bytes.Length - 1 - i]);
        }

        return value;
    }
}
