namespace QXai.Data.Audio;

/// <summary>What <see cref="WavWriter"/> can write.</summary>
public enum WavEncoding
{
    /// <summary>16-bit integers; sound beyond full scale is clipped.</summary>
    Pcm16,

    /// <summary>32-bit floating-point numbers: the samples as they are.</summary>
    Float32,
}
