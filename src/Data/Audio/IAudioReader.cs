using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>A reader of one kind of sound file. To add one, implement this and add a line to <see cref="AudioReaders.All"/>.</summary>
public interface IAudioReader
{
    /// <summary>The name of the format.</summary>
    string Format { get; }

    /// <summary>Whether a file of this format begins like this.</summary>
    bool Recognises(ReadOnlySpan<byte> file);

    /// <summary>
    /// The sound in the bytes of a file, or an <see cref="InputException"/> that begins with <paramref name="name"/> and says what is wrong. Time and
    /// memory are proportional to the file's length, whatever the file says.
    /// </summary>
    Recording Decode(ReadOnlySpan<byte> file, string name);
}
