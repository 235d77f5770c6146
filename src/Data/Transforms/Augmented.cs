using System.Buffers;
using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>
/// A data set whose pictures [C, H, W] are moved, turned, scaled, bent and mirrored at random each time they are read. Output pixel p takes the source at
/// q = c + R(-angle) (p + field(p) - shift - c) / scale with the centre c, by bilinear interpolation; outside the picture its edge goes on. What is
/// drawn depends on
/// <c>draw</c> and the index only. Reading allocates nothing once warm.
/// </summary>
public sealed class Augmented<T> : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const ulong InnerDraw = 1;
    private const ulong OwnDraw = 2;

    [ThreadStatic]
    private static RandomWarp? warp;

    private readonly IBatchSource<T> source;
    private readonly AugmentOptions options;
    private readonly int height, width;

    /// <summary>Wraps <paramref name="source"/>. Throws <see cref="ShapeException"/> where its samples are no pictures,
    /// <see cref="ArgumentException"/> for senseless options.</summary>
    public Augmented(IBatchSource<T> source, AugmentOptions options)
    {
        if (source.SampleShape.Rank != 3)
        {
            throw new ShapeException($"Augmented: samples have shape {source.SampleShape}, but pictures of shape [C, H, W] are expected.");
        }

        if (source.SampleShape[1] < 2 || source.SampleShape[2] < 2)
        {
            throw new ShapeException($"Augmented: samples have shape {source.SampleShape}, but at least 2 x 2 pixels are needed to interpolate.");
        }

        options.Check();
        (this.source, this.options) = (source, options);
        (height, width) = (source.SampleShape[1], source.SampleShape[2]);
    }

    /// <inheritdoc/>
    public int Count => source.Count;

    /// <inheritdoc/>
    public Shape SampleShape => source.SampleShape;

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

        var buffer = ArrayPool<T>.Shared.Rent(destination.Length);
        try
        {
            var original = buffer.AsSpan(0, destination.Length);
            source.Read(index, SeededRandom.Mix(draw, InnerDraw), original);
            Transform(original, destination, SeededRandom.Mix(SeededRandom.Mix(draw, OwnDraw), (ulong)index));
        }
        finally
        {
            ArrayPool<T>.Shared.Return(buffer);
        }
    }

    private void Transform(ReadOnlySpan<T> original, Span<T> destination, ulong seed)
    {
        var map = warp ??= new RandomWarp();
        map.Draw(options, seed, width, height);
        if (!options.Interpolates)
        {
            Move(original, destination, map.Shift.X, map.Shift.Y, map.Mirror);
            return;
        }

        for (var y = 0; y < height; y++)
        {
            map.PlaceRow(y);
            for (var plane = 0; plane < original.Length; plane += height * width)
            {
                Interpolate(original.Slice(plane, height * width), destination.Slice(plane + y * width, width), map.PlacesX, map.PlacesY);
            }
        }
    }

    /// <summary>row[i] = the bilinear mean of the four pixels of the plane about (x[i], y[i]), which lies inside it.</summary>
    private void Interpolate(ReadOnlySpan<T> plane, Span<T> row, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, top) = (Math.Min((int)x[i], width - 2), Math.Min((int)y[i], height - 2));
            var (s, t) = (T.CreateTruncating(y[i] - top), T.CreateTruncating(x[i] - left));
            var at = top * width + left;
            var upper = plane[at] + t * (plane[at + 1] - plane[at]);
            var lower = plane[at + width] + t * (plane[at + width + 1] - plane[at + width]);
            row[i] = upper + s * (lower - upper);
        }
    }

    private void Move(ReadOnlySpan<T> original, Span<T> destination, int shiftX, int shiftY, bool mirror)
    {
        for (var row = 0; row < original.Length / width; row++)
        {
            var (plane, y) = (row / height * height, Math.Clamp(row % height - shiftY, 0, height - 1));
            var from = original.Slice((plane + y) * width, width);
            var to = destination.Slice(row * width, width);
            for (var x = 0; x < width; x++)
            {
                var at = Math.Clamp(x - shiftX, 0, width - 1);
                to[x] = from[mirror ? width - 1 - at : at];
            }
        }
    }
}
