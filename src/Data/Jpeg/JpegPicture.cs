using QXai.Data.Images;

namespace QXai.Data.Jpeg;

/// <summary>
/// A decoded JPEG file: the picture as stored, how it is to be turned, and what was wrong with the file although a picture could be made.
/// </summary>
public sealed class JpegPicture
{
    private readonly string[] warnings;

    internal JpegPicture(Image stored, Orientation orientation, string[] warnings) => (Stored, Orientation, this.warnings) = (stored, orientation, warnings);

    /// <summary>The pixels as the file stores them.</summary>
    public Image Stored { get; }

    /// <summary>How the Exif segment says the camera was held; upright where it says nothing.</summary>
    public Orientation Orientation { get; }

    /// <summary>
    /// Faults of the file that did not prevent a picture: data cut short, lost restart intervals, stray bytes. Empty for a sound file.
    /// </summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>The picture the right way up: <see cref="Stored"/> turned by <see cref="Orientation"/>.</summary>
    public Image Upright() => Orientation.Apply(Stored);
}
