using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Fourier;

/// <summary>
/// A short-time Fourier transform X[k, f]: bin k (frequency, rows) of frame f (time, columns), real and imaginary part. Bin k lies at k rate /
/// FftSize Hz.
/// </summary>
public sealed class ComplexSpectrogram<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A spectrogram over existing parts of one shape [bins, frames], which are not copied.</summary>
    public ComplexSpectrogram(Tensor<T> re, Tensor<T> im)
    {
        if (re.Shape.Rank != 2 || !re.Shape.Equals(im.Shape))
        {
            throw new ShapeException($"ComplexSpectrogram: the parts must be of one shape [bins, frames], but are {re.Shape} and {im.Shape}.");
        }

        (Re, Im) = (re, im);
    }

    /// <summary>The real parts, [bins, frames].</summary>
    public Tensor<T> Re { get; }

    /// <summary>The imaginary parts, [bins, frames].</summary>
    public Tensor<T> Im { get; }

    /// <summary>Number of frequencies.</summary>
    public int Bins => Re.Shape[0];

    /// <summary>Number of frames.</summary>
    public int Frames => Re.Shape[1];

    /// <summary>|X[k, f]|, [bins, frames].</summary>
    public Tensor<T> Magnitude()
    {
        var magnitude = Power();
        foreach (ref var value in magnitude.Span)
        {
            value = T.Sqrt(value);
        }

        return magnitude;
    }

    /// <summary>|X[k, f]|^2, [bins, frames].</summary>
    public Tensor<T> Power()
    {
        var power = new Tensor<T>(Re.Shape);
        var re = Re.Span;
        var im = Im.Span;
        var target = power.Span;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = re[i] * re[i] + im[i] * im[i];
        }

        return power;
    }

    /// <summary>
    /// The spectrogram with every element multiplied by the mask's, [bins, frames]: what a heatmap keeps of a sound, ready for
    /// <see cref="Stft{T}.Inverse"/>.
    /// </summary>
    public ComplexSpectrogram<T> Masked(Tensor<T> mask)
    {
        if (!mask.Shape.Equals(Re.Shape))
        {
            throw new ShapeException($"ComplexSpectrogram: a mask of shape {mask.Shape} does not fit {Re.Shape}.");
        }

        return new ComplexSpectrogram<T>(Multiply(Re, mask), Multiply(Im, mask));
    }

    private static Tensor<T> Multiply(Tensor<T> a, Tensor<T> b)
    {
        var product = a.Clone();
        var target = product.Span;
        var factors = b.Span;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] *= factors[i];
        }

        return product;
    }
}
