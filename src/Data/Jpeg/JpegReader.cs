using QXai.Data.Files;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// Reads JPEG files (ITU-T T.81): baseline, extended and progressive Huffman coding with 8 bits; grey, YCbCr, RGB, CMYK and YCCK with any sampling
/// factors; restart intervals; tables left out; Exif orientation. Pixels agree with those of the reference decoders: accurate integer transform,
/// triangle filter for chroma at half resolution. Damaged files give the part that can be decoded, with warnings, or an <see cref="InputException"/>.
/// </summary>
public sealed class JpegReader : IImageReader
{
    /// <inheritdoc/>
    public string Format => "JPEG";

    /// <summary>Whether <see cref="Decode"/> turns pictures upright as their Exif segment says; it does unless told otherwise.</summary>
    public bool AppliesOrientation { get; init; } = true;

    /// <summary>The picture in a file with its orientation and warnings. Throws <see cref="InputException"/> where there is none.</summary>
    public static JpegPicture Read(string path, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        return Read(InputFile.ReadAll(path, limits.MaxFileBytes), path, limits);
    }

    /// <summary>The picture in the bytes of a file with its orientation and warnings; <paramref name="name"/> stands in error messages.</summary>
    public static JpegPicture Read(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null) =>
        new JpegDecoder(file, name, limits ?? ImageLimits.Default).Decode();

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.StartOfImage, 0xFF]);

    /// <inheritdoc/>
    public Image Decode(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        var picture = Read(file, name, limits);
        return AppliesOrientation ? picture.Upright() : picture.Stored;
    }
}
