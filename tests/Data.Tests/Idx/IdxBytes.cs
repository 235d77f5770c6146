using System.Buffers.Binary;
using System.IO.Compression;

namespace QXai.Data.Tests.Idx;

/// <summary>Builds IDX files for the tests.</summary>
internal static class IdxBytes
{
    public static byte[] Make(uint magic, uint[] extents, byte[] data)
    {
        var header = new byte[4 + 4 * extents.Length];
        BinaryPrimitives.WriteUInt32BigEndian(header, magic);
        for (var axis = 0; axis < extents.Length; axis++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * axis), extents[axis]);
        }

        return [.. header, .. data];
    }

    public static byte[] Images(int count, int height, int width) =>
        Make(2051, [(uint)count, (uint)height, (uint)width], [.. Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 7))]);

    public static byte[] Labels(params byte[] labels) => Make(2049, [(uint)labels.Length], labels);

    public static byte[] Gzip(byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return memory.ToArray();
    }
}
