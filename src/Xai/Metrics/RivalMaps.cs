using QXai.Numerics;

namespace QXai.Xai.Metrics;

/// <summary>Maps that know nothing of the model or the image: what an explanation has to beat.</summary>
public static class RivalMaps
{
    /// <summary>One everywhere.</summary>
    public static Tensor<double> Uniform(int height, int width) => Tensor<double>.Full(new Shape(height, width), 1);

    /// <summary>
    /// The prior that objects stand in the middle: exp(-(u^2 + v^2) / (2 s^2)), u and v the distances from the centre in units of height and width, s
    /// = <paramref name="spread"/>.
    /// </summary>
    public static Tensor<double> CenteredGaussian(int height, int width, double spread = 0.2)
    {
        var map = new Tensor<double>(new Shape(height, width));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((y + 0.5) / height - 0.5, (x + 0.5) / width - 0.5);
                map[y, x] = Math.Exp(-(u * u + v * v) / (2 * spread * spread));
            }
        }

        return map;
    }
}
