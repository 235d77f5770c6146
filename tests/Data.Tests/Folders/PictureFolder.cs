using QXai.Data.Png;
using QXai.Numerics.Imaging;

namespace QXai.Data.Tests.Folders;

/// <summary>Writes small pictures of one colour in a folder per class.</summary>
internal static class PictureFolder
{
    public static string Write(TemporaryFolder root, string name, int count, byte first, int width = 6, int height = 4)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root.Root, name)).FullName;
        for (var i = 0; i < count; i++)
        {
            var image = new RgbImage(width, height);
            Array.Fill(image.Pixels, (byte)(first + i));
            PngWriter.Write(Path.Combine(folder, $"p{i:D2}.png"), image);
        }

        return folder;
    }
}
