using QXai.Data.Files;
using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>The kinds of sound files that can be read, recognised by their content and not by the file's name.</summary>
public static class AudioReaders
{
    /// <summary>Bytes that a file may have where nothing else is said: 1 GiB.</summary>
    public const long DefaultMaxFileBytes = 1L << 30;

    /// <summary>Every reader.</summary>
    public static IReadOnlyList<IAudioReader> All { get; } = [new WavReader(), new SphereReader()];

    /// <summary>
    /// The sound in a file of any known kind. Throws <see cref="InputException"/> where it cannot be read, is of no known kind, or is damaged.
    /// </summary>
    public static Recording Read(string path, long maxFileBytes = DefaultMaxFileBytes) => Decode(InputFile.ReadAll(path, maxFileBytes), path);

    /// <summary>The sound in the bytes of a file; <paramref name="name"/> stands in error messages.</summary>
    public static Recording Decode(ReadOnlySpan<byte> file, string name)
    {
        foreach (var reader in All)
        {
            if (reader.Recognises(file))
            {
                return reader.Decode(file, name);
            }
        }

        throw new InputException($"{name} is no sound file of a known kind; {string.Join(", ", All.Select(reader => reader.Format))} can be read.");
    }
}
