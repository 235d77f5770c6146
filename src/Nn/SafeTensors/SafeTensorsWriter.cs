using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QXai.Nn.SafeTensors;

/// <summary>
/// Writes .safetensors: metadata first, then the tensors by falling size of their elements and then by name (ordinal), so that equal contents give
/// equal bytes and every tensor is aligned to its element; the header is padded with spaces to a multiple of 8 bytes.
/// </summary>
internal static class SafeTensorsWriter
{
    public static void Write(Stream stream, SafeTensorsFile file)
    {
        var entries = file.Entries.Values.OrderByDescending(entry => SizeOf(entry)).ThenBy(entry => entry.Name, StringComparer.Ordinal).ToArray();
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteHeader(json, file.Metadata, entries);
        }

        var padding = (8 - header.WrittenCount % 8) % 8;
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(header.WrittenCount + padding));
        stream.Write(prefix);
        stream.Write(header.WrittenSpan);
        stream.Write("        "u8[..padding]);
        foreach (var entry in entries)
        {
            stream.Write(entry.Data.Span);
        }
    }

    private static void WriteHeader(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata, SafeTensorsEntry[] entries)
    {
        json.WriteStartObject();
        if (metadata.Count > 0)
        {
            json.WriteStartObject("__metadata__");
            foreach (var (name, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        long offset = 0;
        foreach (var entry in entries)
        {
            json.WriteStartObject(entry.Name);
            json.WriteString("dtype", entry.Type);
            json.WriteStartArray("shape");
            foreach (var extent in entry.Extents)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += entry.Data.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static int SizeOf(SafeTensorsEntry entry) => SafeTensorsType.TryGetSize(entry.Type, out var size) ? size : 0;
}
