using QXai.Numerics;

namespace QXai.Nn.SafeTensors;

/// <summary>Writes a file completely or not at all.</summary>
internal static class AtomicFile
{
    private static int counter;

    /// <summary>
    /// Lets <paramref name="write"/> fill a temporary file beside <paramref name="path"/>, flushes it to the disk and renames it to <paramref
    /// name="path"/>. Where any of that fails, the temporary file is removed, an older file is left as it was, and input-output failures become an
    /// <see cref="InputException"/>.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        if (IsDevice(Path.GetFullPath(path)))
        {
            throw new InputException($"{path}: cannot be written: it is a device, which a finished file cannot replace.");
        }

        var temporary = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception)
        {
            Remove(temporary);
            if (exception is DirectoryNotFoundException)
            {
                throw new InputException($"{path}: cannot be written: its folder does not exist.", exception);
            }

            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"{path}: cannot be written: {exception.Message.ReplaceLineEndings(" ")}", exception);
            }

            throw;
        }
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The write's own failure is what the caller must hear of.
        }
    }
}
