using System.Text;
using QXai.Data.Files;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>Texts that a user names, in UTF-8 with or without a byte order mark.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A whole file of at most <paramref name="limit"/> bytes. Throws <see cref="InputException"/>, one line that begins with the path, where
    /// it cannot be read, is longer or is no text.</summary>
    public static string Read(string path, long limit)
    {
        var bytes = InputFile.ReadAll(path, limit);
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException($"{path} cannot be read: it is no text in UTF-8.", exception);
        }
    }
}
