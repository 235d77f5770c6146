using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Images;

/// <summary>How any picture becomes the input of a model: size, background, ink. <see cref="Apply"/> gives the picture that the model will see,
/// <see cref="Read"/> the numbers.</summary>
public sealed record ImageFit
{
    /// <summary>Pictures of another size are refused, transparent parts are black.</summary>
    public static ImageFit Exact { get; } = new();

    /// <summary>What to do with another size.</summary>
    public FitMode Mode { get; init; } = FitMode.Exact;

    /// <summary>The filter that changes sizes.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Triangle;

    /// <summary>The grey, 0 to 255, behind transparent parts and beside a picture that is fitted in, before inversion.</summary>
    public byte Background { get; init; }

    /// <summary>Whether colours are inverted at the end: for dark ink on white paper where the model knows white on black.</summary>
    public bool Invert { get; init; }

    /// <summary>
    /// The picture as the model will see it, opaque, of the given size. Throws <see cref="InputException"/> that begins with <paramref name="name"/>
    /// where the mode is
    /// <see cref="FitMode.Exact"/> and the size differs.
    /// </summary>
    public Image Apply(Image image, string name, int width, int height)
    {
        var (x, y) = (0, 0);
        var sized = image;
        if ((image.Width, image.Height) != (width, height))
        {
            switch (Mode)
            {
                case FitMode.Exact:
                    throw new InputException(
                        $"{name} has {image.Width} x {image.Height} pixels, but {width} x {height} are expected; "
                        + "choose how to fit it: stretch, contain or cover.");
                case FitMode.Stretch:
                    sized = ImageResizer.Resize(image, width, height, Filter);
                    break;
                case FitMode.Contain:
                    var shrink = Math.Min((double)width / image.Width, (double)height / image.Height);
                    var (inWidth, inHeight) = (Side(image.Width * shrink, width), Side(image.Height * shrink, height));
                    sized = ImageResizer.Resize(image, inWidth, inHeight, Filter);
                    (x, y) = ((width - inWidth) / 2, (height - inHeight) / 2);
                    break;
                default:
                    var grow = Math.Max((double)width / image.Width, (double)height / image.Height);
                    var (partWidth, partHeight) = (width / grow, height / grow);
                    var middle = new PixelBox(Math.Max(0, image.Width - partWidth) / 2, Math.Max(0, image.Height - partHeight) / 2, partWidth, partHeight);
                    sized = ImageResizer.Resize(image, middle, width, height, Filter);
                    break;
            }
        }

        return Place(sized, x, y, width, height);
    }

    /// <summary>
    /// The picture as a sample [C, H, W], C = 1 (luma) or 3, normalised. Throws <see cref="InputException"/> as <see cref="Apply"/> does,
    /// <see cref="ShapeException"/> where the shape or the destination's length is none of a picture.
    /// </summary>
    public void Read<T>(Image image, string name, Shape sampleShape, Normalisation normalisation, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (sampleShape.Rank != 3 || destination.Length != sampleShape.Count)
        {
            throw new ShapeException(
                $"ImageFit: a sample [C, H, W] is expected, but the shape is {sampleShape} and the destination has {destination.Length} numbers.");
        }

        var (channels, height, width) = (sampleShape[0], sampleShape[1], sampleShape[2]);
        var planes = Apply(image, name, width, height).ToPlanes(channels);
        var table = normalisation.Table<T>(channels);
        for (var i = 0; i < planes.Length; i++)
        {
            destination[i] = table[256 * (i / (height * width)) + planes[i]];
        }
    }

    private static int Side(double length, int most) => Math.Clamp((int)Math.Round(length), 1, most);

    private Image Place(Image image, int left, int top, int width, int height)
    {
        var over = image.ToRgb(Background);
        var rgba = new byte[checked(4 * width * height)];
        rgba.AsSpan().Fill(Invert ? (byte)(255 - Background) : Background);
        for (var at = 3; at < rgba.Length; at += 4)
        {
            rgba[at] = 255;
        }

        for (var i = 0; i < over.Pixels.Length; i++)
        {
            var (pixel, channel) = (i / 3, i % 3);
            var (x, y) = (left + pixel % image.Width, top + pixel / image.Width);
            rgba[4 * (y * width + x) + channel] = Invert ? (byte)(255 - over.Pixels[i]) : over.Pixels[i];
        }

        return new Image(width, height, rgba, image.Source, image.SourceDepth);
    }
}
