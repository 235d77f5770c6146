using System.Globalization;
using System.Text;
using QXai.Data.Files;
using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// Reads NIST SPHERE files, TIMIT's own kind: a text header ("NIST_1A", its length, lines "name -type value", "end_head") and the samples: integers
/// of 1 to 4 bytes in either byte order, or mu-law and A-law. Compressed samples (shorten) are refused by name.
/// </summary>
public sealed class SphereReader : IAudioReader
{
    private const int MostHeaderBytes = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "NIST_1A\n"u8;

    /// <inheritdoc/>
    public string Format => "NIST SPHERE";

    /// <summary>The sound in a file. Throws <see cref="InputException"/> where there is none.</summary>
    public static Recording Read(string path, long maxFileBytes = AudioReaders.DefaultMaxFileBytes) => Decode(InputFile.ReadAll(path, maxFileBytes), path);

    /// <summary>The sound in the bytes of a file; <paramref name="name"/> stands in error messages.</summary>
    public static Recording Decode(ReadOnlySpan<byte> file, string name)
    {
        var (fields, headerLength) = ReadHeader(file, name);
        var coding = fields.GetValueOrDefault("sample_coding", "pcm");
        var encoding = coding switch
        {
            "pcm" => SampleEncoding.Pcm,
            "ulaw" or "mu-law" => SampleEncoding.MuLaw,
            "alaw" => SampleEncoding.ALaw,
            _ => throw new InputException($"{name}: the sample coding \"{coding}\" is not supported; pcm, ulaw and alaw are."),
        };
        var bytes = Number(fields, "sample_n_bytes", encoding == SampleEncoding.Pcm ? 2 : 1, name);
        var order = fields.GetValueOrDefault("sample_byte_format", bytes == 1 ? "1" : "");
        if (bytes > 1 && order is not ("01" or "10"))
        {
            throw new InputException($"{name}: the byte format \"{order}\" is not supported; 01 (low byte first) and 10 (high byte first) are.");
        }

        var format = new SampleFormat(
            encoding,
            Number(fields, "channel_count", 1, name),
            Number(fields, "sample_rate", null, name),
            bytes,
            encoding == SampleEncoding.Pcm ? 8 * bytes : 8,
            IsBigEndian: order == "10",
            BytesAreUnsigned: false).Checked(name);
        var rest = file[Math.Min(headerLength, file.Length)..];
        var announced = fields.ContainsKey("sample_count") ? (long)Number(fields, "sample_count", null, name) * format.FrameBytes : rest.Length;
        return AudioData.ToRecording(rest, announced, format, name);
    }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <inheritdoc/>
    Recording IAudioReader.Decode(ReadOnlySpan<byte> file, string name) => Decode(file, name);

    private static (Dictionary<string, string> Fields, int Length) ReadHeader(ReadOnlySpan<byte> file, string name)
    {
        if (!file.StartsWith(Magic))
        {
            throw new InputException($"{name} is no NIST SPHERE file: it does not begin with NIST_1A.");
        }

        var lines = Encoding.Latin1.GetString(file[..Math.Min(file.Length, MostHeaderBytes)]).Split('\n');
        if (lines.Length < 2 || !int.TryParse(lines[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length < 16)
        {
            throw new InputException($"{name}: the length of the header is missing from its second line.");
        }

        var fields = new Dictionary<string, string>();
        foreach (var line in lines.Skip(2))
        {
            if (line.Trim() == "end_head")
            {
                return (fields, length);
            }

            var parts = line.Split(' ', 3);
            if (parts.Length == 3 && parts[1].StartsWith('-'))
            {
                fields[parts[0]] = parts[2].Trim();
            }
        }

        throw new InputException($"{name}: the header has no end (end_head).");
    }

    private static int Number(Dictionary<string, string> fields, string key, int? absent, string name)
    {
        if (!fields.TryGetValue(key, out var text))
        {
            return absent ?? throw new InputException($"{name}: the header does not tell the {key}.");
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InputException($"{name}: the {key} in the header is \"{text}\", which is no number that is possible.");
    }
}
