namespace QXai.Data.Fourier;

/// <summary>
/// How a signal is cut into frames for the short-time Fourier transform. The defaults suit speech at 16 kHz: frames of 25 ms every 10 ms.
/// </summary>
public sealed record StftOptions
{
    /// <summary>Samples per frame.</summary>
    public int WindowLength { get; init; } = 400;

    /// <summary>Samples from the beginning of a frame to the beginning of the next.</summary>
    public int Hop { get; init; } = 160;

    /// <summary>Length of the transform; frames are filled up with zeros to it. At least the window's.</summary>
    public int FftSize { get; init; } = 512;

    /// <summary>The weights within a frame.</summary>
    public WindowShape Window { get; init; } = WindowShape.Hann;

    /// <summary>What frames see before the first and after the last sample.</summary>
    public FramePadding Padding { get; init; } = FramePadding.Reflected;
}
