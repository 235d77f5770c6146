using System.Runtime.InteropServices;

namespace QXai.Data.Images;

/// <summary>Turning pictures by their <see cref="Orientation"/>.</summary>
public static class OrientationExtensions
{
    /// <summary>
    /// The picture turned and mirrored so that it stands upright: pixel (x, y) of the result is pixel (u, v) of <paramref name="stored"/>, where the
    /// orientation says which of x and y gives u and which of them count backwards. The same object where nothing is to be done. Throws
    /// <see cref="ArgumentOutOfRangeException"/> for a value that is no orientation.
    /// </summary>
    public static Image Apply(this Orientation orientation, Image stored)
    {
        var (exchange, backwardsAcross, backwardsDown) = orientation switch
        {
            Orientation.Upright => (false, false, false),
            Orientation.MirroredAcross => (false, true, false),
            Orientation.HalfTurn => (false, true, true),
            Orientation.MirroredDown => (false, false, true),
            Orientation.Transposed => (true, false, false),
            Orientation.QuarterTurn => (true, false, true),
            Orientation.Transverse => (true, true, true),
            Orientation.ThreeQuarterTurn => (true, true, false),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), $"Orientation {(int)orientation} does not exist: Exif knows 1 to 8."),
        };
        if (orientation == Orientation.Upright)
        {
            return stored;
        }

        var (width, height) = exchange ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        var turned = new byte[stored.Rgba.Length];
        var from = MemoryMarshal.Cast<byte, uint>(stored.Rgba);
        var to = MemoryMarshal.Cast<byte, uint>(turned.AsSpan());
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = exchange ? (y, x) : (x, y);
                u = backwardsAcross ? stored.Width - 1 - u : u;
                v = backwardsDown ? stored.Height - 1 - v : v;
                to[y * width + x] = from[v * stored.Width + u];
            }
        }

        return new Image(width, height, turned, stored.Source, stored.SourceDepth);
    }
}
