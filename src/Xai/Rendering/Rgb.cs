namespace QXai.Xai.Rendering;

/// <summary>A colour of three 8-bit samples in sRGB.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Paper.</summary>
    public static readonly Rgb White = new(255, 255, 255);

    /// <summary>Ink.</summary>
    public static readonly Rgb Black = new(0, 0, 0);

    /// <summary>Secondary ink: captions, ticks.</summary>
    public static readonly Rgb Grey = new(110, 110, 110);

    /// <summary>The frame around a region of interest.</summary>
    public static readonly Rgb Yellow = new(255, 221, 0);

    /// <summary>Samples as they stand in a picture.</summary>
    public static implicit operator Rgb((byte R, byte G, byte B) samples) => new(samples.R, samples.G, samples.B);

    /// <summary>Samples as a picture stores them.</summary>
    public static implicit operator (byte R, byte G, byte B)(Rgb color) => (color.R, color.G, color.B);

    /// <summary>(1 - share) this + share other, sample by sample, rounded to nearest; share in [0, 1].</summary>
    public Rgb Mix(Rgb other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share, MidpointRounding.AwayFromZero);
}
