using System.Globalization;
using QXai.Data.Fourier;
using QXai.Numerics;

namespace QXai.Data.Speech;

/// <summary>
/// Draws spectrograms as bytes [1, Bands, Frames], the highest band first (as figures do, time to the right and frequency upwards), and makes sound
/// of what a map keeps of them. An object may be used by one thread at a time.
/// </summary>
public sealed class SpectrogramPicture
{
    private readonly Stft<double> stft;
    private readonly double reference;

    /// <summary>Prepares pictures. Throws <see cref="ArgumentException"/> where bands and transform do not fit.</summary>
    public SpectrogramPicture(SpectrogramForm form)
    {
        var bandsFit = form.Bands >= 1 && form.Stft.FftSize / 2 % form.Bands == 0;
        if (!bandsFit || form.Frames < 1 || !(form.Lowest < form.Highest) || form.Stft.Padding != FramePadding.None)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"SpectrogramPicture: {form.Bands} bands of {form.Stft.FftSize / 2} bins, {form.Frames} frames, "
                + $"padding {form.Stft.Padding} and levels {form.Lowest} to {form.Highest} dB make no picture."));
        }

        Form = form;
        stft = new Stft<double>(form.Stft);
        var window = Window.Create<double>(form.Stft.Window, form.Stft.WindowLength);
        reference = Math.Pow(window.Sum() / 2, 2);
    }

    /// <summary>Sizes and levels.</summary>
    public SpectrogramForm Form { get; }

    /// <summary>
    /// Byte [0, Bands - 1 - b, f] = 255 (L - Lowest) / (Highest - Lowest), rounded and clamped, with the level L = 10 log10(mean over the band's bins
    /// of |X|^2 / (sum w / 2)^2). Throws
    /// <see cref="ShapeException"/> unless there are exactly <see cref="SpectrogramForm.Samples"/> samples.
    /// </summary>
    public byte[] Draw(ReadOnlySpan<float> sound)
    {
        var power = Transform(sound).Power();
        var picture = new byte[Form.Bands * Form.Frames];
        for (var band = 0; band < Form.Bands; band++)
        {
            var row = picture.AsSpan((Form.Bands - 1 - band) * Form.Frames, Form.Frames);
            for (var frame = 0; frame < row.Length; frame++)
            {
                var sum = 0.0;
                for (var bin = band * Form.BinsPerBand; bin < (band + 1) * Form.BinsPerBand; bin++)
                {
                    sum += power.Span[bin * Form.Frames + frame];
                }

                var level = 10 * Math.Log10(Math.Max(sum / Form.BinsPerBand / reference, 1e-30));
                row[frame] = (byte)Math.Clamp(Math.Round(255 * (level - Form.Lowest) / (Form.Highest - Form.Lowest)), 0, 255);
            }
        }

        return picture;
    }

    /// <summary>
    /// What a map keeps of a sound: every bin of the transform times the mask of its band and frame, back to samples. The mask is [Bands, Frames] as
    /// pictures are (highest band first), its entries usually from 0 (removed) to 1 (kept). Throws <see cref="ShapeException"/> where sound or mask
    /// have another size.
    /// </summary>
    public float[] Keep(ReadOnlySpan<float> sound, Tensor<double> mask)
    {
        if (!mask.Shape.Equals(new Shape(Form.Bands, Form.Frames)))
        {
            throw new ShapeException($"SpectrogramPicture: a mask of shape {mask.Shape} does not fit {Form.Bands} bands and {Form.Frames} frames.");
        }

        var bins = new Tensor<double>(new Shape(stft.Bins, Form.Frames));
        for (var bin = 0; bin < stft.Bins; bin++)
        {
            var row = Form.Bands - 1 - Math.Min(bin / Form.BinsPerBand, Form.Bands - 1);
            mask.Span.Slice(row * Form.Frames, Form.Frames).CopyTo(bins.Span[(bin * Form.Frames)..]);
        }

        return [.. stft.Inverse(Transform(sound).Masked(bins), sound.Length).Select(sample => (float)sample)];
    }

    private ComplexSpectrogram<double> Transform(ReadOnlySpan<float> sound)
    {
        if (sound.Length != Form.Samples)
        {
            throw new ShapeException($"SpectrogramPicture: {Form.Samples} samples make a picture, but {sound.Length} were given.");
        }

        var signal = new double[sound.Length];
        for (var i = 0; i < signal.Length; i++)
        {
            signal[i] = sound[i];
        }

        return stft.Forward(signal);
    }
}
