using System.Numerics;

namespace QXai.Data.Fourier;

/// <summary>Tables of window functions.</summary>
public static class Window
{
    /// <summary>
    /// The window of <paramref name="length"/> weights w[j], j = 0..n - 1, in its periodic form (weight n would equal weight 0), which is the one
    /// that sums to a constant when frames overlap. Throws <see cref="ArgumentOutOfRangeException"/> where the length is not positive or the shape
    /// unknown.
    /// </summary>
    public static T[] Create<T>(WindowShape shape, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var window = new T[length];
        for (var j = 0; j < length; j++)
        {
            var (cosine, twice) = (Roots.Of<double>(j, length).Cosine, Roots.Of<double>(2L * j, length).Cosine);
            window[j] = T.CreateTruncating(shape switch
            {
                WindowShape.Hann => 0.5 - 0.5 * cosine,
                WindowShape.Hamming => 0.54 - 0.46 * cosine,
                WindowShape.Blackman => Math.Max(0, 0.42 - 0.5 * cosine + 0.08 * twice),
                WindowShape.Rectangular => 1,
                _ => throw new ArgumentOutOfRangeException(nameof(shape), $"Window: shape {(int)shape} does not exist."),
            });
        }

        return window;
    }
}
