using System.Buffers;
using System.Numerics;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>
/// Photographs that are cropped, mirrored, recoloured and partly erased at random each time they are read. Output pixel (x, y) takes the source at
/// crop + (x + 1/2, y + 1/2) crop size / output size - 1/2 by bilinear interpolation; then v = gain (s (p - grey) + grey - m) + m, with the pixel's
/// own grey, the crop's mean grey m, saturation s and contrast, times the brightness.
/// The source may be larger than the output, so that crops keep their sharpness. What is drawn depends on <c>draw</c> and the index only. Reading
/// allocates nothing once warm.
/// </summary>
public sealed class PhotoAugmented<T> : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static SeededRandom? generator;

    private readonly ImageSource<T> source;
    private readonly PhotoAugmentOptions options;

    /// <summary>Samples of height x width pixels from the pictures of <paramref name="source"/>. Throws <see cref="ArgumentException"/> for senseless
    /// options.</summary>
    public PhotoAugmented(ImageSource<T> source, PhotoAugmentOptions options, int height, int width)
    {
        options.Check();
        (this.source, this.options) = (source, options);
        SampleShape = new Shape(source.SampleShape[0], height, width);
    }

    /// <inheritdoc/>
    public int Count => source.Count;

    /// <inheritdoc/>
    public Shape SampleShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => source.ClassNames;

    /// <inheritdoc/>
    public int Label(int index) => source.Label(index);

    /// <inheritdoc/>
    public void Read(int index, ulong draw, Span<T> destination)
    {
        if (destination.Length != SampleShape.Count)
        {
            throw new ShapeException($"Read: a sample of shape {SampleShape} has {SampleShape.Count} numbers, but the destination has {destination.Length}.");
        }

        var buffer = ArrayPool<float>.Shared.Rent(destination.Length);
        try
        {
            var values = buffer.AsSpan(0, destination.Length);
            var random = generator ??= new SeededRandom(0);
            random.Reseed(SeededRandom.Mix(draw, (ulong)index));
            Crop(source.Pixels(index), values, random);
            Recolour(values, random);
            Normalise(values, destination);
            Erase(destination, random);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private void Crop(ReadOnlySpan<byte> pixels, Span<float> values, SeededRandom random)
    {
        var (fromHeight, fromWidth, height, width) = (source.SampleShape[1], source.SampleShape[2], SampleShape[1], SampleShape[2]);
        var side = Math.Sqrt(random.NextDouble(options.LeastArea, 1));
        var stretch = Math.Exp(random.NextDouble(-1, 1) * Math.Log(options.Stretch) / 2);
        var (cropWidth, cropHeight) = (Math.Min(1, side * stretch) * fromWidth, Math.Min(1, side / stretch) * fromHeight);
        var (left, top) = (random.NextDouble() * (fromWidth - cropWidth), random.NextDouble() * (fromHeight - cropHeight));
        var mirror = random.NextInt(2) == 1 && options.Mirror;
        Span<int> columns = stackalloc int[Math.Min(width, 1024)];
        Span<float> shares = stackalloc float[columns.Length];
        for (var begin = 0; begin < width; begin += columns.Length)
        {
            var count = Math.Min(columns.Length, width - begin);
            for (var x = 0; x < count; x++)
            {
                var at = mirror ? width - 1 - begin - x : begin + x;
                (columns[x], shares[x]) = Between(left + (at + 0.5) * cropWidth / width - 0.5, fromWidth);
            }

            for (var row = 0; row < SampleShape[0] * height; row++)
            {
                var (channel, y) = (row / height, row % height);
                var (upper, share) = Between(top + (y + 0.5) * cropHeight / height - 0.5, fromHeight);
                var first = pixels.Slice((channel * fromHeight + upper) * fromWidth, fromWidth);
                var second = pixels.Slice((channel * fromHeight + Math.Min(upper + 1, fromHeight - 1)) * fromWidth, fromWidth);
                Mix(first, second, share, columns[..count], shares, values.Slice(row * width + begin, count));
            }
        }
    }

    /// <summary>The pixel at or before a place on an axis, kept inside, and how far on the place lies.</summary>
    private static (int Below, float Share) Between(double place, int extent)
    {
        var inside = Math.Clamp(place, 0, extent - 1);
        var below = (int)inside;
        return (below, (float)(inside - below));
    }

    private static void Mix(
        ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, float share, ReadOnlySpan<int> columns, ReadOnlySpan<float> shares, Span<float> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var (left, right, across) = (columns[x], Math.Min(columns[x] + 1, upper.Length - 1), shares[x]);
            var above = upper[left] + across * (upper[right] - upper[left]);
            var below = lower[left] + across * (lower[right] - lower[left]);
            row[x] = above + share * (below - above);
        }
    }

    private void Recolour(Span<float> values, SeededRandom random)
    {
        var brightness = (float)(1 + random.NextDouble(-options.Brightness, options.Brightness));
        var contrast = (float)(1 + random.NextDouble(-options.Contrast, options.Contrast));
        var saturation = (float)(1 + random.NextDouble(-options.Saturation, options.Saturation));
        if (SampleShape[0] == 3 && saturation != 1)
        {
            var plane = values.Length / 3;
            var red = values[..plane];
            var green = values.Slice(plane, plane);
            var blue = values[(2 * plane)..];
            for (var i = 0; i < plane; i++)
            {
                var grey = 0.299f * red[i] + 0.587f * green[i] + 0.114f * blue[i];
                (red[i], green[i], blue[i]) =
                    (grey + saturation * (red[i] - grey), grey + saturation * (green[i] - grey), grey + saturation * (blue[i] - grey));
            }
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var (factor, offset) = (brightness * contrast, brightness * (1 - contrast) * (float)(sum / values.Length));
        foreach (ref var value in values)
        {
            value = Math.Clamp(factor * value + offset, 0, 255);
        }
    }

    private void Normalise(ReadOnlySpan<float> values, Span<T> destination)
    {
        var plane = SampleShape.CountOf(1..);
        for (var channel = 0; channel < SampleShape[0]; channel++)
        {
            var (zero, one) = (source.Normalisation.Apply(0, channel), source.Normalisation.Apply(1, channel));
            var (offset, factor) = (T.CreateTruncating(zero), T.CreateTruncating((one - zero) / 255));
            var target = destination.Slice(channel * plane, plane);
            var from = values.Slice(channel * plane, plane);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = offset + factor * T.CreateTruncating(from[i]);
            }
        }
    }

    private void Erase(Span<T> destination, SeededRandom random)
    {
        if (random.NextDouble() >= options.Erase)
        {
            return;
        }

        var (height, width) = (SampleShape[1], SampleShape[2]);
        var side = Math.Sqrt(random.NextDouble(0.02, 0.2));
        var stretch = Math.Exp(random.NextDouble(-0.5, 0.5));
        var (h, w) = (Math.Max(1, (int)(Math.Min(1, side / stretch) * height)), Math.Max(1, (int)(Math.Min(1, side * stretch) * width)));
        var (top, left) = (random.NextInt(height - h + 1), random.NextInt(width - w + 1));
        for (var row = 0; row < SampleShape[0] * h; row++)
        {
            destination.Slice(((row / h * height) + top + row % h) * width + left, w).Clear();
        }
    }
}
