namespace QXai.Numerics.Files;

/// <summary>
/// Writes whole files or none: the bytes go to a temporary file in the same folder, are flushed to the disk, and the finished file takes the place of
/// the old one by a rename.
/// A reader sees the old file or the new one, never half of one; when anything fails, the temporary file is removed and the old file stays as it was.
/// Devices (<c>/dev/stdout</c>, <c>/dev/null</c>), which cannot be renamed, are written directly.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Lets <paramref name="write"/> fill the file at <paramref name="path"/>. Throws <see cref="InputException"/> that names the path where it
    /// cannot be written (no such folder, no permission, disk full); whatever else <paramref name="write"/> throws passes through unchanged.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var target = ResolveLink(path);
            if (IsUnderDev(target))
            {
                using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
                write(device);
            }
            else
            {
                WriteAndRename(target, write);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: {Reason(path, exception)}", exception);
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <summary>Whether a path, with links resolved, names a device (<c>/dev/...</c>), which a finished file cannot replace.</summary>
    public static bool IsDevice(string path) => IsUnderDev(ResolveLink(path));

    private static void WriteAndRename(string path, Action<Stream> write)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    private static string ResolveLink(string path)
    {
        var full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    private static bool IsUnderDev(string path) =>
        !OperatingSystem.IsWindows()
        && ((path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
            || path.StartsWith("/proc/", StringComparison.Ordinal));

    private static string Reason(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "it is a folder.",
        DirectoryNotFoundException => $"the folder {Path.GetDirectoryName(Path.GetFullPath(path))} does not exist.",
        UnauthorizedAccessException => "permission denied.",
        _ => exception.Message.ReplaceLineEndings(" "),
    };

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here is the one to report.
        }
    }
}
