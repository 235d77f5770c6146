using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using QXai.Data.Png;

namespace QXai.Data.Tests.Png;

/// <summary>Builds PNG files, right and wrong ones, chunk by chunk.</summary>
internal static class PngBytes
{
    public static byte[] Header(int width, int height, int depth, int colour, int interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = ((byte)depth, (byte)colour, (byte)interlace);
        return Chunk("IHDR", data);
    }

    public static byte[] Chunk(string type, params byte[] content)
    {
        var letters = Encoding.ASCII.GetBytes(type);
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Compute(letters, content));
        return [.. length, .. letters, .. content, .. checksum];
    }

    /// <summary>A chunk IDAT of the compressed rows, each beginning with its filter.</summary>
    public static byte[] Rows(params byte[] rows) => Chunk("IDAT", Zlib(rows));

    public static byte[] Zlib(params byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal))
        {
            zlib.Write(plain);
        }

        return memory.ToArray();
    }

    public static byte[] File(params byte[][] chunks) => [.. PngReader.Signature, .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND")];
}
