using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Fourier;

/// <summary>
/// The short-time Fourier transform X[k, f] = sum over j of w[j] x[s_f + j] e^(-2 pi i j k / n), with frame f beginning at s_f = f hop (half a window
/// earlier with padding), and its inverse by weighted overlap-add (Griffin and Lim, IEEE Trans. ASSP 32, 1984). An object may be used by one thread
/// at a time.
/// </summary>
public sealed class Stft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RealFft<T> fft;
    private readonly T[] window;
    private readonly T[] frame;
    private readonly T[] binRe;
    private readonly T[] binIm;

    /// <summary>Prepares transforms. Throws <see cref="ArgumentException"/> where window, hop and transform do not fit together.</summary>
    public Stft(StftOptions options)
    {
        if (options.WindowLength < 1 || options.Hop < 1 || options.FftSize < options.WindowLength)
        {
            throw new ArgumentException(
                $"Stft: a window of {options.WindowLength} samples every {options.Hop} and a transform of {options.FftSize} do not fit: "
                + "window and hop must be positive, the transform no shorter than the window.");
        }

        Options = options;
        fft = new RealFft<T>(options.FftSize);
        window = Window.Create<T>(options.Window, options.WindowLength);
        (frame, binRe, binIm) = (new T[options.FftSize], new T[fft.Bins], new T[fft.Bins]);
    }

    /// <summary>The framing.</summary>
    public StftOptions Options { get; }

    /// <summary>Number of frequencies, floor(FftSize / 2) + 1.</summary>
    public int Bins => fft.Bins;

    private int Lead => Options.Padding == FramePadding.None ? 0 : Options.WindowLength / 2;

    /// <summary>
    /// Number of frames of a signal of <paramref name="length"/> samples; 0 where it is shorter than a window and nothing is padded.
    /// </summary>
    public int FrameCount(int length) => Options.Padding == FramePadding.None
        ? length < Options.WindowLength ? 0 : 1 + (length - Options.WindowLength) / Options.Hop
        : 1 + length / Options.Hop;

    /// <summary>The frequency of a bin, Hz: k rate / FftSize.</summary>
    public double Frequency(double bin, int sampleRate) => bin * sampleRate / Options.FftSize;

    /// <summary>The time of the middle of a frame, seconds.</summary>
    public double Time(double frame, int sampleRate) => (frame * Options.Hop - Lead + 0.5 * Options.WindowLength) / sampleRate;

    /// <summary>The frames, as fractions, whose middle lies at a time in seconds: the inverse of <see cref="Time"/>.</summary>
    public double FrameAt(double seconds, int sampleRate) => (seconds * sampleRate + Lead - 0.5 * Options.WindowLength) / Options.Hop;

    /// <summary>
    /// The transform of a signal, [bins, frames]. Throws <see cref="ShapeException"/> where the signal is too short for a frame, or for being
    /// mirrored.
    /// </summary>
    public ComplexSpectrogram<T> Forward(ReadOnlySpan<T> signal)
    {
        var frames = FrameCount(signal.Length);
        var least = Options.Padding switch { FramePadding.None => Options.WindowLength, FramePadding.Reflected => Lead + 1, _ => 1 };
        if (signal.Length < least)
        {
            throw new ShapeException(
                $"Stft: a signal of {signal.Length} samples is too short; "
                + $"{least} are the least for a window of {Options.WindowLength} and padding {Options.Padding}.");
        }

        var result = new ComplexSpectrogram<T>(new Tensor<T>(new Shape(Bins, frames)), new Tensor<T>(new Shape(Bins, frames)));
        var re = result.Re.Span;
        var im = result.Im.Span;
        Array.Clear(frame);
        for (var f = 0; f < frames; f++)
        {
            Cut(signal, f * Options.Hop - Lead);
            fft.Forward(frame, binRe, binIm);
            for (var k = 0; k < Bins; k++)
            {
                (re[k * frames + f], im[k * frames + f]) = (binRe[k], binIm[k]);
            }
        }

        return result;
    }

    /// <summary>
    /// The signal of <paramref name="length"/> samples whose transform is nearest to <paramref name="spectrogram"/>: y[m] = sum_f w[m - s_f] y_f[m -
    /// s_f] / sum_f w[m - s_f]^2, y_f being the inverse of column f. It is the very signal where the spectrogram is one's transform. Samples that no
    /// window reaches (weights below 1e-10) are 0. Throws <see cref="ShapeException"/> where bins or frames are not those of such a signal.
    /// </summary>
    public T[] Inverse(ComplexSpectrogram<T> spectrogram, int length)
    {
        if (spectrogram.Bins != Bins || spectrogram.Frames != FrameCount(length))
        {
            throw new ShapeException(
                $"Stft: a signal of {length} samples has {Bins} bins and {FrameCount(length)} frames, "
                + $"but the spectrogram has {spectrogram.Bins} and {spectrogram.Frames}.");
        }

        var (signal, weights) = (new T[length], new T[length]);
        var re = spectrogram.Re.Span;
        var im = spectrogram.Im.Span;
        var frames = spectrogram.Frames;
        for (var f = 0; f < frames; f++)
        {
            for (var k = 0; k < Bins; k++)
            {
                (binRe[k], binIm[k]) = (re[k * frames + f], im[k * frames + f]);
            }

            fft.Inverse(binRe, binIm, frame);
            var start = f * Options.Hop - Lead;
            for (var j = Math.Max(0, -start); j < Math.Min(window.Length, length - start); j++)
            {
                signal[start + j] += window[j] * frame[j];
                weights[start + j] += window[j] * window[j];
            }
        }

        var least = T.CreateTruncating(1e-10);
        for (var m = 0; m < length; m++)
        {
            signal[m] = weights[m] < least ? T.Zero : signal[m] / weights[m];
        }

        return signal;
    }

    /// <summary>The weighted samples of the frame that begins at <paramref name="start"/>.</summary>
    private void Cut(ReadOnlySpan<T> signal, int start)
    {
        for (var j = 0; j < window.Length; j++)
        {
            var at = start + j;
            if ((uint)at >= (uint)signal.Length)
            {
                at = Options.Padding == FramePadding.Reflected ? Mirror(at, signal.Length) : -1;
            }

            frame[j] = at < 0 ? T.Zero : window[j] * signal[at];
        }
    }

    private static int Mirror(int at, int length) => at < 0 ? -at : 2 * (length - 1) - at;
}
