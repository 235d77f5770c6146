using QXai.Data.Fourier;

namespace QXai.Data.Speech;

/// <summary>
/// How sound becomes a picture: frames of <see cref="Stft"/> without padding, power averaged over groups of neighbouring bins into
/// <see cref="Bands"/> bands, in decibels between <see cref="Lowest"/> and <see cref="Highest"/>, as bytes. The default covers 2.064 s at 16 kHz: 128
/// frames every 16 ms, 128 bands of 62.5 Hz up to 8 kHz.
/// </summary>
public sealed record SpectrogramForm
{
    /// <summary>Samples per second.</summary>
    public int SampleRate { get; init; } = 16000;

    /// <summary>The framing; without padding, so that every frame sees sound only.</summary>
    public StftOptions Stft { get; init; } = new() { WindowLength = 512, Hop = 256, FftSize = 512, Padding = FramePadding.None };

    /// <summary>Bands of equal width from 0 Hz up; FftSize / 2 must be a multiple.</summary>
    public int Bands { get; init; } = 128;

    /// <summary>Frames of a picture.</summary>
    public int Frames { get; init; } = 128;

    /// <summary>The level that becomes byte 0, in decibels relative to a sine of full scale.</summary>
    public double Lowest { get; init; } = -110;

    /// <summary>The level that becomes byte 255.</summary>
    public double Highest { get; init; } = -10;

    /// <summary>Bins per band.</summary>
    public int BinsPerBand => Stft.FftSize / 2 / Bands;

    /// <summary>Samples that a picture shows: (Frames - 1) hop + window.</summary>
    public int Samples => (Frames - 1) * Stft.Hop + Stft.WindowLength;

    /// <summary>Seconds that a picture shows.</summary>
    public double Seconds => (double)Samples / SampleRate;

    /// <summary>Width of a band in Hz.</summary>
    public double HertzPerBand => 0.5 * SampleRate / Bands;

    /// <summary>The time of the middle of a frame, seconds from the first sample.</summary>
    public double Time(double frame) => (frame * Stft.Hop + 0.5 * Stft.WindowLength) / SampleRate;

    /// <summary>The frame, as a fraction, whose middle lies at a sample: the inverse of <see cref="Time"/>.</summary>
    public double FrameAt(double sample) => (sample - 0.5 * Stft.WindowLength) / Stft.Hop;
}
