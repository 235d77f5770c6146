using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Fourier;

/// <summary>
/// Triangular filters at equal distances on the mel scale, mel(f) = 2595 log10(1 + f / 700) (O'Shaughnessy, Speech Communication, 1987): filter m
/// rises from 0 at edge m to 1 at edge m + 1 and falls to 0 at edge m + 2, of <see cref="Bands"/> + 2 edges from the lowest to the highest frequency.
/// </summary>
public sealed class MelFilterBank<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Filters for spectrograms of <paramref name="fftSize"/>. The highest frequency is half the rate where none is given. Throws
    /// <see cref="ArgumentException"/> where the range is none, or a filter is so narrow that it holds no bin.
    /// </summary>
    public MelFilterBank(int bands, int fftSize, int sampleRate, double lowest = 0, double? highest = null)
    {
        var top = highest ?? 0.5 * sampleRate;
        if (bands < 1 || fftSize < 1 || sampleRate < 1 || !(lowest >= 0 && lowest < top && top <= 0.5 * sampleRate))
        {
            throw new ArgumentException(
                $"MelFilterBank: {bands} bands from {lowest} to {top} Hz are not possible with a transform of {fftSize} at {sampleRate} Hz.");
        }

        Bands = bands;
        Weights = new Tensor<T>(new Shape(bands, fftSize / 2 + 1));
        var (low, step) = (ToMel(lowest), (ToMel(top) - ToMel(lowest)) / (bands + 1));
        for (var m = 0; m < bands; m++)
        {
            Fill(m, ToHertz(low + m * step), ToHertz(low + (m + 1) * step), ToHertz(low + (m + 2) * step), (double)sampleRate / fftSize);
        }
    }

    /// <summary>Number of filters.</summary>
    public int Bands { get; }

    /// <summary>The filters, [bands, bins].</summary>
    public Tensor<T> Weights { get; }

    /// <summary>mel(f) = 2595 log10(1 + f / 700).</summary>
    public static double ToMel(double hertz) => 2595 * Math.Log10(1 + hertz / 700);

    /// <summary>f = 700 (10^(mel / 2595) - 1).</summary>
    public static double ToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    /// <summary>M[m, f] = sum over k of W[m, k] S[k, f] for a (power) spectrogram S of shape [bins, frames]; the result is [bands, frames].</summary>
    public Tensor<T> Apply(Tensor<T> spectrogram)
    {
        var bins = Weights.Shape[1];
        if (spectrogram.Shape.Rank != 2 || spectrogram.Shape[0] != bins)
        {
            throw new ShapeException($"MelFilterBank: the filters have {bins} bins, but the spectrogram is of shape {spectrogram.Shape}.");
        }

        var frames = spectrogram.Shape[1];
        var result = new Tensor<T>(new Shape(Bands, frames));
        var weights = Weights.Span;
        for (var m = 0; m < Bands; m++)
        {
            var row = result.Span.Slice(m * frames, frames);
            for (var k = 0; k < bins; k++)
            {
                var weight = weights[m * bins + k];
                if (weight != T.Zero)
                {
                    Add(weight, spectrogram.Span.Slice(k * frames, frames), row);
                }
            }
        }

        return result;
    }

    private static void Add(T weight, ReadOnlySpan<T> from, Span<T> to)
    {
        for (var f = 0; f < to.Length; f++)
        {
            to[f] += weight * from[f];
        }
    }

    private void Fill(int band, double left, double centre, double right, double hertzPerBin)
    {
        var row = Weights.Span.Slice(band * Weights.Shape[1], Weights.Shape[1]);
        for (var k = 0; k < row.Length; k++)
        {
            var hertz = k * hertzPerBin;
            row[k] = T.CreateTruncating(Math.Max(0, Math.Min((hertz - left) / (centre - left), (right - hertz) / (right - centre))));
        }

        if (!row.ContainsAnyExcept(T.Zero))
        {
            throw new ArgumentException(
                $"MelFilterBank: band {band} from {left:F1} to {right:F1} Hz holds no bin, as bins are {hertzPerBin:F1} Hz apart; "
                + "fewer bands or a longer transform are needed.");
        }
    }
}
