using QXai.Data.Files;
using QXai.Data.Jpeg;
using QXai.Data.Png;
using QXai.Numerics;

namespace QXai.Data.Images;

/// <summary>The picture formats that can be read, recognised by their content and not by the file's name.</summary>
public static class ImageReaders
{
    /// <summary>Every reader.</summary>
    public static IReadOnlyList<IImageReader> All { get; } = [new PngReader(), new JpegReader()];

    /// <summary>The picture in a file of any known format. Throws <see cref="InputException"/> where it cannot be read, is of no known format, or is
    /// damaged.</summary>
    public static Image Read(string path, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        return Decode(InputFile.ReadAll(path, limits.MaxFileBytes), path, limits);
    }

    /// <summary>The picture in the bytes of a file; <paramref name="name"/> stands in error messages.</summary>
    public static Image Decode(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null)
    {
        foreach (var reader in All)
        {
            if (reader.Recognises(file))
            {
                return reader.Decode(file, name, limits ?? ImageLimits.Default);
            }
        }

        throw new InputException($"{name} is no picture of a known format; {string.Join(", ", All.Select(reader => reader.Format))} can be read.");
    }
}
