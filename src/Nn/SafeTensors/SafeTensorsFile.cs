using QXai.Numerics;
using QXai.Numerics.Files;

namespace QXai.Nn.SafeTensors;

/// <summary>
/// The contents of a .safetensors file: named tensors and metadata (strings by name). The format: 8 bytes N, little-endian; N bytes of a JSON object
/// {"name": {"dtype": .., "shape": [..], "data_offsets": [begin, end]}, .., "__metadata__": {..}}, possibly padded with spaces; then the elements,
/// without gaps or overlaps.
/// </summary>
public sealed class SafeTensorsFile
{
    /// <summary>Contents to be written. Throws <see cref="ArgumentException"/> for a name that occurs twice or is <c>__metadata__</c>.</summary>
    public SafeTensorsFile(IEnumerable<SafeTensorsEntry> entries, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var byName = new Dictionary<string, SafeTensorsEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Name == "__metadata__" || !byName.TryAdd(entry.Name, entry))
            {
                throw new ArgumentException($"Safetensors: two tensors cannot be called '{entry.Name}', nor one '__metadata__'.");
            }
        }

        Entries = byName;
        Metadata = metadata ?? new Dictionary<string, string>();
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensorsEntry> Entries { get; }

    /// <summary>The metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// Reads a file. Throws <see cref="InputException"/>, one line that begins with the path, where it cannot be read or breaks the format in any
    /// way.
    /// </summary>
    public static SafeTensorsFile Read(string path)
    {
        try
        {
            return SafeTensorsReader.Parse(ReadAll(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such file.", exception);
        }
        catch (UnauthorizedAccessException exception) when (Directory.Exists(path))
        {
            throw new InputException($"{path}: cannot be read: it is a folder, not a file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <summary>Reads the bytes of a file; <paramref name="name"/> stands in error messages.</summary>
    public static SafeTensorsFile Parse(ReadOnlyMemory<byte> bytes, string name) => SafeTensorsReader.Parse(bytes, name);

    /// <summary>
    /// Writes the file atomically: to a temporary file in the same folder, flushed to the disk and then renamed, so that there is never half a file
    /// under the name. Throws <see cref="InputException"/> where that fails; an older file of that name is then unchanged.
    /// </summary>
    public void Write(string path)
    {
        if (AtomicFile.IsDevice(path))
        {
            throw new InputException($"{path} cannot be written: it is a device, which a finished file cannot replace.");
        }

        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream, this));
    }

    /// <summary>A whole file, or all that comes out of a pipe; of a device only what it says it holds, since it may never end.</summary>
    private static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.CanSeek)
        {
            var bytes = new byte[stream.Length <= Array.MaxLength
                ? stream.Length
                : throw new InputException($"{path}: {stream.Length} bytes are more than the {Array.MaxLength} that can be read.")];
            stream.ReadExactly(bytes);
            return bytes;
        }

        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Writes the file's bytes.</summary>
    public void Write(Stream stream) => SafeTensorsWriter.Write(stream, this);
}
