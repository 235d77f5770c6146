using QXai.Data.Files;
using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// Reads WAV files: integers of 1 to 64 bits in 1 to 8 bytes, floating point of 32 and 64 bits, A-law and mu-law, plain and WAVE_FORMAT_EXTENSIBLE,
/// little-endian (RIFF), big-endian (RIFX) and long (RF64); other chunks are passed over. Other codecs are refused by name. Data cut short are read
/// as far as they go, with a warning.
/// </summary>
public sealed class WavReader : IAudioReader
{
    private const int Extensible = 0xFFFE;

    /// <inheritdoc/>
    public string Format => "WAV";

    /// <summary>The sound in a file. Throws <see cref="InputException"/> where there is none.</summary>
    public static Recording Read(string path, long maxFileBytes = AudioReaders.DefaultMaxFileBytes) => Decode(InputFile.ReadAll(path, maxFileBytes), path);

    /// <summary>The sound in the bytes of a file; <paramref name="name"/> stands in error messages.</summary>
    public static Recording Decode(ReadOnlySpan<byte> file, string name)
    {
        var (format, offset, announced) = Locate(file, name);
        return AudioData.ToRecording(file[offset..], announced, format, name);
    }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> file) => WavChunks.Recognises(file);

    /// <inheritdoc/>
    Recording IAudioReader.Decode(ReadOnlySpan<byte> file, string name) => Decode(file, name);

    /// <summary>The layout of the samples, where they begin and how many bytes are announced.</summary>
    internal static (SampleFormat Format, int Offset, long Announced) Locate(ReadOnlySpan<byte> file, string name)
    {
        var chunks = new WavChunks(file, name);
        SampleFormat? format = null;
        var (offset, announced) = (-1, 0L);
        while ((format is null || offset < 0) && chunks.MoveNext())
        {
            if (format is null && chunks.Identifier.SequenceEqual("fmt "u8))
            {
                format = ParseFormat(chunks, name);
            }
            else if (offset < 0 && chunks.Identifier.SequenceEqual("data"u8))
            {
                (offset, announced) = (chunks.Offset, chunks.Announced);
            }
        }

        return format is null || offset < 0
            ? throw new InputException($"{name} is no complete WAV file: its {(format is null ? "fmt" : "data")} chunk is missing.")
            : (format, offset, announced);
    }

    private static SampleFormat ParseFormat(in WavChunks chunks, string name)
    {
        var payload = chunks.Payload;
        if (payload.Length < 16)
        {
            throw new InputException($"{name}: the fmt chunk has {payload.Length} bytes; 16 are the least.");
        }

        var (tag, channels, rate) = (chunks.UInt16(payload), chunks.UInt16(payload[2..]), chunks.UInt32(payload[4..]));
        var (frameBytes, bits) = (chunks.UInt16(payload[12..]), chunks.UInt16(payload[14..]));
        if (tag == Extensible)
        {
            (tag, bits) = ParseExtension(chunks, bits, name);
        }

        if (channels == 0 || frameBytes == 0 || frameBytes % channels != 0)
        {
            throw new InputException($"{name}: frames of {frameBytes} bytes do not hold {channels} samples of {bits} bits.");
        }

        var (encoding, hertz) = (Encoding(tag, name), (int)Math.Min(rate, int.MaxValue));
        return new SampleFormat(encoding, channels, hertz, frameBytes / channels, bits, chunks.IsBigEndian, BytesAreUnsigned: true).Checked(name);
    }

    private static (int Tag, int Bits) ParseExtension(in WavChunks chunks, int containerBits, string name)
    {
        var payload = chunks.Payload;
        if (payload.Length < 40)
        {
            throw new InputException($"{name}: the fmt chunk is of the extensible kind, but has {payload.Length} bytes instead of 40.");
        }

        var (valid, subFormat, tag) = (chunks.UInt16(payload[18..]), new Guid(payload[24..40], chunks.IsBigEndian), (int)chunks.UInt32(payload[24..]));
        return subFormat == new Guid(tag, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71)
            ? (tag, valid > 0 && valid <= containerBits ? valid : containerBits)
            : throw new InputException($"{name}: sub-format {subFormat} is not supported; PCM, floating point, A-law and mu-law are.");
    }

    private static SampleEncoding Encoding(int tag, string name) => tag switch
    {
        1 => SampleEncoding.Pcm,
        3 => SampleEncoding.Float,
        6 => SampleEncoding.ALaw,
        7 => SampleEncoding.MuLaw,
        _ => throw new InputException($"{name}: codec 0x{tag:X4}{CodecName(tag)} is not supported; PCM, floating point, A-law and mu-law are."),
    };

    private static string CodecName(int tag) => tag switch
    {
        0x0002 => " (Microsoft ADPCM)",
        0x0011 => " (IMA ADPCM)",
        0x0031 => " (GSM 6.10)",
        0x0050 => " (MPEG)",
        0x0055 => " (MP3)",
        0x00FF => " (AAC)",
        0x0161 or 0x0162 or 0x0163 => " (Windows Media Audio)",
        _ => "",
    };
}
