using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// The layout of the samples in a file: encoding, channels, rate, bytes per sample, the bits of them that the file calls significant, byte order,
/// signedness of single bytes.
/// </summary>
internal sealed record SampleFormat(SampleEncoding Encoding, int Channels, int SampleRate, int Bytes, int Bits, bool IsBigEndian, bool BytesAreUnsigned)
{
    /// <summary>Bytes per frame.</summary>
    public int FrameBytes => Channels * Bytes;

    /// <summary>
    /// The native value that is full scale: 2^(8 Bytes - 1) for integers (values are left-aligned in their bytes), 2^15 for the laws of G.711, 1 for
    /// floating point.
    /// </summary>
    public double FullScale => Encoding switch
    {
        SampleEncoding.Pcm => Math.ScaleB(1, 8 * Bytes - 1),
        SampleEncoding.Float => 1,
        _ => 32768,
    };

    /// <summary>Throws <see cref="InputException"/> where the numbers do not fit together.</summary>
    public SampleFormat Checked(string name)
    {
        var bytesFit = Encoding switch
        {
            SampleEncoding.Pcm => Bytes is >= 1 and <= 8 && Bits >= 1 && Bits <= 8 * Bytes,
            SampleEncoding.Float => Bytes is 4 or 8 && Bits == 8 * Bytes,
            _ => Bytes == 1 && Bits == 8,
        };
        if (Channels is < 1 or > ushort.MaxValue || SampleRate < 1)
        {
            throw new InputException($"{name}: {Channels} channels at {SampleRate} Hz are no sound.");
        }

        return bytesFit
            ? this
            : throw new InputException(
                $"{name}: {Encoding} samples of {Bits} bits in {Bytes} bytes are not supported; "
                + "Pcm of 1 to 64 bits in 1 to 8 bytes, Float of 32 and 64 bits, ALaw and MuLaw of 8 are.");
    }
}
