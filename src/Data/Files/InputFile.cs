using QXai.Numerics;

namespace QXai.Data.Files;

/// <summary>Opens and reads files that a user named, and says in one line why one cannot be read.</summary>
internal static class InputFile
{
    /// <summary>Runs <paramref name="read"/> on the opened file; a failure of the file system becomes an <see cref="InputException"/> that names the
    /// file.</summary>
    public static TResult Open<TResult>(string path, Func<FileStream, TResult> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return read(stream);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException { ParamName: "path" })
        {
            throw new InputException($"{path} cannot be read: {Reason(path, exception)}", exception);
        }
    }

    /// <summary>The whole file, or whatever comes out of a pipe, which may have at most <paramref name="limit"/> bytes.</summary>
    public static byte[] ReadAll(string path, long limit) => Open(path, stream =>
    {
        limit = Math.Min(limit, Array.MaxLength);
        if (stream.CanSeek && stream.Length > limit)
        {
            throw new InputException($"{path} has {stream.Length} bytes, but at most {limit} are allowed.");
        }

        using var content = new MemoryStream(stream.CanSeek ? (int)stream.Length : 0);
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (content.Length + read > limit)
            {
                throw new InputException($"{path} has more than the {limit} bytes that are allowed.");
            }

            content.Write(buffer, 0, read);
        }

        return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
    });

    private static string Reason(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "it is a folder, not a file.",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "permission denied.",
        NotSupportedException => "it is a pipe or device, not a regular file.",
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
