using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>Pictures of what a model sees: one channel as grey, three as colour.</summary>
public static class InputImage
{
    /// <summary>
    /// The picture of x of shape [C, H, W] (or [H, W]), C = 1 or 3, whose value v stands for the sample 255 (v * deviation_c + mean_c), rounded and
    /// clamped. Without mean and deviation, values are samples in [0, 1].
    /// </summary>
    public static RgbImage Render<T>(Tensor<T> x, IReadOnlyList<double>? mean = null, IReadOnlyList<double>? deviation = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = x.Shape.Rank == 2 ? new Shape(1, x.Shape[0], x.Shape[1]) : x.Shape;
        if (shape.Rank != 3 || shape[0] is not (1 or 3))
        {
            throw new ShapeException($"InputImage: x has shape {x.Shape}, but a picture needs [1, H, W], [3, H, W] or [H, W].");
        }

        var (channels, height, width) = (shape[0], shape[1], shape[2]);
        var values = x.Span;
        var image = new RgbImage(width, height);
        for (var pixel = 0; pixel < height * width; pixel++)
        {
            for (var sample = 0; sample < 3; sample++)
            {
                var channel = channels == 1 ? 0 : sample;
                var value = double.CreateTruncating(values[channel * height * width + pixel]);
                value = value * At(deviation, channel, 1) + At(mean, channel, 0);
                image.Pixels[3 * pixel + sample] = (byte)Math.Clamp(Math.Round(255 * value, MidpointRounding.AwayFromZero), 0, 255);
            }
        }

        return image;
    }

    private static double At(IReadOnlyList<double>? values, int channel, double otherwise) =>
        values is null ? otherwise : values[Math.Min(channel, values.Count - 1)];
}
