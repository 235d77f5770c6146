namespace QXai.Data.Audio;

/// <summary>
/// The impulse response of a low-pass filter: h(t) = 2 c sinc(2 c t) I0(beta sqrt(1 - (t / half)^2)) / I0(beta) for |t| below half, else 0, with t in
/// samples and the cutoff c in cycles per sample. Beta and half follow from the attenuation wanted beyond the transition band (Kaiser, IEEE ISCAS
/// 1974; good to a decibel).
/// </summary>
internal sealed class KaiserSinc
{
    private readonly double cutoff;
    private readonly double beta;
    private readonly double scale;

    /// <summary>
    /// A filter that passes up to <paramref name="pass"/> and stops from <paramref name="stop"/> on (cycles per sample) with
    /// <paramref name="attenuation"/> decibels.
    /// </summary>
    public KaiserSinc(double pass, double stop, double attenuation)
    {
        cutoff = 0.5 * (pass + stop);
        beta = attenuation switch
        {
            > 50 => 0.1102 * (attenuation - 8.7),
            > 21 => 0.5842 * Math.Pow(attenuation - 21, 0.4) + 0.07886 * (attenuation - 21),
            _ => 0,
        };
        HalfWidth = 0.5 * Math.Max(1, (attenuation - 7.95) / (14.36 * (stop - pass)));
        scale = 1 / BesselI0(beta);
    }

    /// <summary>Where the response ends, in samples.</summary>
    public double HalfWidth { get; }

    /// <summary>h(t).</summary>
    public double At(double t)
    {
        var position = t / HalfWidth;
        if (Math.Abs(position) >= 1)
        {
            return 0;
        }

        var x = 2 * cutoff * t;
        var sinc = Math.Abs(x) < 1e-9 ? 1 : double.SinPi(x) / (Math.PI * x);
        return 2 * cutoff * sinc * scale * BesselI0(beta * Math.Sqrt(1 - position * position));
    }

    /// <summary>The modified Bessel function of order 0: sum over k of (x^2 / 4)^k / k!^2.</summary>
    internal static double BesselI0(double x)
    {
        var (sum, term, quarter) = (1.0, 1.0, 0.25 * x * x);
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
