using QXai.Numerics;

namespace QXai.Data.Images;

/// <summary>A decoder of one picture format. To add one, implement this and add a line to <see cref="ImageReaders.All"/>.</summary>
public interface IImageReader
{
    /// <summary>The name of the format.</summary>
    string Format { get; }

    /// <summary>Whether a file of this format begins like this.</summary>
    bool Recognises(ReadOnlySpan<byte> file);

    /// <summary>
    /// The picture in the bytes of a file, or an <see cref="InputException"/> that begins with <paramref name="name"/> and says what is wrong.
    /// Time and memory are bounded by the file's length and the limits, whatever the file says.
    /// </summary>
    Image Decode(ReadOnlySpan<byte> file, string name, ImageLimits limits);
}
