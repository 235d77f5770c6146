using System.Numerics;

namespace QXai.Data.Fourier;

/// <summary>
/// Roots of unity to the last bit: angles are first brought into an eighth of the circle, where sine and cosine are computed best, and exact at
/// multiples of a quarter turn.
/// </summary>
internal static class Roots
{
    /// <summary>(cos, sin) of -2 pi j / n.</summary>
    public static (T Cosine, T Sine) Of<T>(long j, long n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var eighths = 8 * (j % n) / n;
        var rest = 8 * (j % n) - eighths * n;
        var isUpper = (eighths & 1) == 1;
        var (sine, cosine) = Math.SinCos(Math.PI / 4 * (isUpper ? n - rest : rest) / n);
        (cosine, sine) = isUpper ? (sine, cosine) : (cosine, sine);
        (cosine, sine) = (eighths >> 1) switch
        {
            0 => (cosine, sine),
            1 => (-sine, cosine),
            2 => (-cosine, -sine),
            _ => (sine, -cosine),
        };
        return (T.CreateTruncating(cosine), T.CreateTruncating(-sine));
    }
}
