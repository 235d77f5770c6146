namespace QXai.Xai.Circuits;

/// <summary>The three ways to compute Taylor-infinity.</summary>
public enum TaylorForm
{
    /// <summary>The definition: f(x~ with component i replaced by x_i) - f(x~). Always applies.</summary>
    Difference,

    /// <summary>The closed form of XQML IV, for inputs of degree 1.</summary>
    Closed,

    /// <summary>From the Fourier coefficients along each axis, 2R + 1 evaluations for degree R: data re-uploading.</summary>
    Fourier,
}
