using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Fourier;

/// <summary>Spectrograms on logarithmic scales.</summary>
public static class LogScale
{
    /// <summary>
    /// dB[i] = 10 log10(max(P[i], floor) / reference) of a power spectrogram, in decibels. <paramref name="floor"/> keeps silence finite. Throws
    /// <see cref="ArgumentException"/> where floor or reference is not positive.
    /// </summary>
    public static Tensor<T> Decibels<T>(Tensor<T> power, double reference = 1, double floor = 1e-10)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(reference > 0 && floor > 0 && double.IsFinite(reference) && double.IsFinite(floor)))
        {
            throw new ArgumentException($"Decibels: reference {reference} and floor {floor} must be positive.");
        }

        var (ten, least, offset) = (T.CreateTruncating(10), T.CreateTruncating(floor), T.CreateTruncating(10 * Math.Log10(reference)));
        var decibels = power.Clone();
        foreach (ref var value in decibels.Span)
        {
            value = ten * T.Log10(T.Max(value, least)) - offset;
        }

        return decibels;
    }

    /// <summary>
    /// ln(1 + scale P[i]): compresses loud parts and leaves silence at 0. Throws <see cref="ArgumentException"/> where the scale is not positive.
    /// </summary>
    public static Tensor<T> Compressed<T>(Tensor<T> power, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(scale > 0 && double.IsFinite(scale)))
        {
            throw new ArgumentException($"Compressed: the scale {scale} must be positive.");
        }

        var factor = T.CreateTruncating(scale);
        var compressed = power.Clone();
        foreach (ref var value in compressed.Span)
        {
            value = T.LogP1(factor * value);
        }

        return compressed;
    }
}
