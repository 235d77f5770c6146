using System.Buffers.Binary;
using QXai.Numerics.Files;

namespace QXai.Data.Audio;

/// <summary>
/// Writes WAV files (RIFF, little-endian). What <see cref="WavReader"/> reads back is the very sound for 32-bit floats, and for sound that came from
/// 16-bit integers.
/// </summary>
public static class WavWriter
{
    private const int BlockLength = 4096;

    /// <summary>
    /// Writes the file as a whole or not at all and returns how many samples were beyond full scale and clipped (0 for floats). Integers are
    /// round(32768 x), ties to even. Throws <see cref="Numerics.InputException"/> where the file cannot be written.
    /// </summary>
    public static int Write(string path, Waveform sound, WavEncoding encoding = WavEncoding.Pcm16)
    {
        var clipped = 0;
        AtomicFile.Write(path, stream => clipped = Write(stream, sound, encoding));
        return clipped;
    }

    /// <summary>The same to a stream. Throws <see cref="ArgumentException"/> for sound longer than the 4 GiB of a RIFF file.</summary>
    public static int Write(Stream stream, Waveform sound, WavEncoding encoding = WavEncoding.Pcm16)
    {
        var bytes = encoding switch
        {
            WavEncoding.Pcm16 => 2,
            WavEncoding.Float32 => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), $"WavWriter: encoding {(int)encoding} does not exist."),
        };
        stream.Write(Header(sound, encoding, bytes));
        var buffer = new byte[BlockLength * bytes];
        var clipped = 0;
        for (var start = 0; start < sound.Samples.Length; start += BlockLength)
        {
            var block = sound.Samples.AsSpan(start, Math.Min(BlockLength, sound.Samples.Length - start));
            for (var i = 0; i < block.Length; i++)
            {
                if (encoding == WavEncoding.Float32)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(4 * i), block[i]);
                    continue;
                }

                var scaled = Math.Round(32768.0 * block[i]);
                clipped += scaled is >= short.MinValue and <= short.MaxValue ? 0 : 1;
                BinaryPrimitives.WriteInt16LittleEndian(buffer.AsSpan(2 * i), (short)Math.Clamp(scaled, short.MinValue, short.MaxValue));
            }

            stream.Write(buffer, 0, block.Length * bytes);
        }

        return clipped;
    }

    private static byte[] Header(Waveform sound, WavEncoding encoding, int bytes)
    {
        var dataLength = (long)sound.Samples.Length * bytes;
        if (dataLength > uint.MaxValue - 64 || sound.Channels * bytes > ushort.MaxValue)
        {
            throw new ArgumentException($"WavWriter: {sound.Samples.Length} samples in {sound.Channels} channels are more than a WAV file can hold.");
        }

        byte[] extension = encoding == WavEncoding.Float32 ? [0, 0, .. "fact"u8, 4, 0, 0, 0, .. Little((uint)sound.Frames)] : [];
        var formatLength = encoding == WavEncoding.Float32 ? 18u : 16u;
        var frameBytes = sound.Channels * bytes;
        return
        [
            .. "RIFF"u8, .. Little((uint)(4 + 8 + 16 + extension.Length + 8 + dataLength)), .. "WAVEfmt "u8, .. Little(formatLength),
            (byte)(encoding == WavEncoding.Float32 ? 3 : 1), 0, (byte)sound.Channels, (byte)(sound.Channels >> 8), .. Little((uint)sound.SampleRate),
            .. Little((uint)Math.Min(uint.MaxValue, (long)sound.SampleRate * frameBytes)), (byte)frameBytes, (byte)(frameBytes >> 8), (byte)(8 * bytes), 0,
            .. extension, .. "data"u8, .. Little((uint)dataLength),
        ];
    }

    private static byte[] Little(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
