namespace QXai.Data.Audio;

/// <summary>
/// The two logarithmic codes of telephony (ITU-T G.711): a byte holds sign, three bits of exponent and four of mantissa. Tables of the 256 values at
/// 16-bit scale.
/// </summary>
internal static class G711
{
    private const int MuBias = 0x84;

    /// <summary>A-law: even bits inverted, sign bit 1 for positive; within segment e the step is 2^(e + 3), segments 0 and 1 have the same.</summary>
    public static short[] ALaw { get; } = [.. Enumerable.Range(0, 256).Select(ExpandALaw)];

    /// <summary>Mu-law: all bits inverted, sign bit (then) 1 for negative; value (2 m + 33) 2^(e + 2) - 132.</summary>
    public static short[] MuLaw { get; } = [.. Enumerable.Range(0, 256).Select(ExpandMuLaw)];

    private static short ExpandALaw(int code)
    {
        code ^= 0x55;
        var (exponent, mantissa) = (code >> 4 & 7, code & 15);
        var magnitude = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
        return (short)((code & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static short ExpandMuLaw(int code)
    {
        code = ~code;
        var magnitude = ((((code & 15) << 3) + MuBias) << (code >> 4 & 7)) - MuBias;
        return (short)((code & 0x80) != 0 ? -magnitude : magnitude);
    }
}
