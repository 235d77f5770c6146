using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace QXai.Cli.Infrastructure.Heatmaps;

/// <summary>What stands before the numbers in a file of heatmaps; the numbers follow array by array.</summary>
internal static class HeatmapHeader
{
    /// <summary>
    /// .safetensors: the header's length in 8 bytes, then JSON with type, shape and place of every array, filled up with spaces to a multiple of 8 bytes.
    /// </summary>
    public static byte[] SafeTensors(int samples, IReadOnlyList<HeatmapArray> arrays, IReadOnlyDictionary<string, string> metadata)
    {
        var texts = new JsonObject();
        foreach (var (name, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            texts[name] = value;
        }

        var (header, offset) = (new JsonObject { ["__metadata__"] = texts }, 0L);
        foreach (var array in arrays)
        {
            header[array.Name] = new JsonObject
            {
                ["dtype"] = array.IsDouble ? "F64" : "I64",
                ["shape"] = new JsonArray([samples, .. array.Extents.Select(extent => (JsonNode)extent)]),
                ["data_offsets"] = new JsonArray(offset, offset += array.RowBytes * samples),
            };
        }

        var json = Encoding.UTF8.GetBytes(header.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var padded = (json.Length + 7) / 8 * 8;
        var bytes = new byte[8 + padded];
        bytes.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        json.CopyTo(bytes, 8);
        return bytes;
    }

    /// <summary>.npy, version 1.0: magic, version, length in 2 bytes, then a Python dictionary, filled up with spaces to a multiple of 64 bytes.</summary>
    public static byte[] NumPy(int samples, HeatmapArray array)
    {
        var shape = string.Join(", ", array.Extents.Prepend(samples));
        var text = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({shape}{(array.Extents.Length == 0 ? "," : "")}), }}";
        var length = (10 + text.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)' ');
        bytes[0] = 0x93;
        "NUMPY"u8.CopyTo(bytes.AsSpan(1));
        (bytes[6], bytes[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(length - 10));
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }
}
