namespace QXai.Data.Audio;

/// <summary>How a sound file stores its samples.</summary>
public enum SampleEncoding
{
    /// <summary>Integers: unsigned in one byte in WAV files, signed otherwise.</summary>
    Pcm,

    /// <summary>IEEE 754 floating-point numbers.</summary>
    Float,

    /// <summary>8 bits by the A-law of ITU-T G.711.</summary>
    ALaw,

    /// <summary>8 bits by the mu-law of ITU-T G.711.</summary>
    MuLaw,
}
