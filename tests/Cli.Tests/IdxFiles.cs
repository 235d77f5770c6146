using System.Buffers.Binary;

namespace QXai.Cli.Tests;

/// <summary>Writes the four files of a tiny data set in MNIST's format: class c is a picture of 8 x 8 pixels whose rows and columns near c are
/// bright.</summary>
internal static class IdxFiles
{
    public const int Train = 60;
    public const int Test = 20;

    public static void Write(string folder, int side = 8)
    {
        Directory.CreateDirectory(folder);
        foreach (var (split, count) in (ReadOnlySpan<(string, int)>)[("train", Train), ("t10k", Test)])
        {
            File.WriteAllBytes(Path.Combine(folder, $"{split}-images-idx3-ubyte"), Images(count, side));
            File.WriteAllBytes(
                Path.Combine(folder, $"{split}-labels-idx1-ubyte"),
                [.. Header(2049, count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
        }
    }

    public static byte[] Header(params ReadOnlySpan<int> words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }

    private static byte[] Images(int count, int side)
    {
        var pixels = new byte[count * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (image, y, x) = (i / (side * side), i / side % side, i % side);
            pixels[i] = (byte)(y == image % 10 % side || x == (image % 10) + 3 - side ? 255 - (image % 7) : x + y);
        }

        return [.. Header(2051, count, side, side), .. pixels];
    }
}
