namespace QXai.Data.Fourier;

/// <summary>The weights that a frame is multiplied with before its transform.</summary>
public enum WindowShape
{
    /// <summary>1/2 - 1/2 cos(2 pi j / n).</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos(2 pi j / n).</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos(2 pi j / n) + 0.08 cos(4 pi j / n).</summary>
    Blackman,

    /// <summary>1 everywhere.</summary>
    Rectangular,
}
