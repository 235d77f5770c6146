using System.Globalization;
using QXai.Data.Audio;
using QXai.Data.Images;
using QXai.Data.Speech;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>The spectrogram of a sound file as the input of a model: the window, the level and the bands with which speech models are trained.</summary>
internal static class SoundInput
{
    private const int HeaderBytes = 64;

    /// <summary>Whether a file begins as sound files do; false where it cannot be read.</summary>
    public static bool IsSound(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var header = new byte[HeaderBytes];
            var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            return AudioReaders.All.Any(reader => reader.Recognises(header.AsSpan(0, read)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>
    /// The window of a file that begins at <paramref name="seconds"/>, [1, bands, frames], normalised. Throws <see cref="InputException"/> where the
    /// model takes no such spectrograms, or the sound is too short or silent.
    /// </summary>
    public static Tensor<double> Read(string path, double seconds, Shape shape, Normalisation normalisation)
    {
        var options = new SpeechNoiseOptions();
        var form = options.Form;
        if (!shape.Equals(new Shape(1, form.Bands, form.Frames)))
        {
            throw new InputException(
                $"{path} is sound, but the model expects pictures of shape {shape}; a model of speech takes [1, {form.Bands}, {form.Frames}].");
        }

        var sound = Window(path, seconds, form);
        if (Level.Power(sound) == 0)
        {
            throw new InputException(FormattableString.Invariant($"{path} is silent for the {form.Seconds:F3} s from {seconds} s on."));
        }

        Level.Normalise(sound, options.Level);
        var input = new Tensor<double>(shape);
        var pixels = new SpectrogramPicture(form).Draw(sound);
        for (var i = 0; i < pixels.Length; i++)
        {
            input.Span[i] = normalisation.Apply(pixels[i] / 255.0, 0);
        }

        return input;
    }

    /// <summary>As many samples as a spectrogram shows, from a time on, at the spectrogram's rate.</summary>
    private static float[] Window(string path, double seconds, SpectrogramForm form)
    {
        var sound = AudioReaders.Read(path).Sound.ToMono();
        if (sound.SampleRate != form.SampleRate)
        {
            sound = new Resampler(sound.SampleRate, form.SampleRate).Apply(sound);
        }

        var start = seconds * form.SampleRate;
        return start >= 0 && start <= sound.Frames - form.Samples
            ? sound.Samples.AsSpan((int)start, form.Samples).ToArray()
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"--at {seconds}: {path} lasts {sound.Seconds:F3} s, and {form.Seconds:F3} s of it are explained; "
                + $"--at must be between 0 and {Math.Max(0, sound.Seconds - form.Seconds):F3}."));
    }
}
