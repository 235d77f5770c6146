namespace QXai.Data.Tests.Fourier;

/// <summary>The definition, X[k] = sum over j of x[j] e^(-2 pi i j k / n), term by term.</summary>
internal static class Dft
{
    public static (double[] Re, double[] Im) Of(double[] re, double[] im)
    {
        var n = re.Length;
        var (resultRe, resultIm) = (new double[n], new double[n]);
        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j < n; j++)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * ((long)j * k % n) / n);
                resultRe[k] += re[j] * cosine - im[j] * sine;
                resultIm[k] += re[j] * sine + im[j] * cosine;
            }
        }

        return (resultRe, resultIm);
    }
}
