using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Twins;

/// <summary>The CAM family by its definitions: indices k, i, j in loops, slopes and scores from <see cref="DualTwin"/>.</summary>
internal sealed class CamTwin
{
    private readonly DualTwin twin;
    private readonly Tensor<double> input, a, g;
    private readonly string layer;
    private readonly int maps, height, width;

    public CamTwin(ExplainedModel model, Tensor<double> input, int target, string layer)
    {
        (this.input, this.layer, twin) = (input, layer, new DualTwin(model, input, target));
        a = twin.Activation(layer);
        g = twin.Slopes(layer, a);
        (maps, height, width) = (a.Shape[0], a.Shape[1], a.Shape[2]);
    }

    /// <summary>The signed map of a method; null for those that need another architecture.</summary>
    public double[,]? Signed(string method) => method switch
    {
        "grad-cam" or "qgrad-cam" => Weighted(k => Sum((i, j) => g[k, i, j]) / (height * width)),
        "grad-cam++" => Weighted(k =>
        {
            var total = Sum((i, j) => a[k, i, j]);
            double Weight(double slope) => slope == 0 ? 0 : Math.Pow(slope, 2) / (2 * Math.Pow(slope, 2) + total * Math.Pow(slope, 3));

            return Sum((i, j) => Weight(g[k, i, j]) * Math.Max(0, g[k, i, j]));
        }),
        "hires-cam" => Map((i, j) => Enumerable.Range(0, maps).Sum(k => g[k, i, j] * a[k, i, j])),
        "layer-cam" => Map((i, j) => Enumerable.Range(0, maps).Sum(k => Math.Max(0, g[k, i, j]) * a[k, i, j])),
        "xgrad-cam" => Weighted(k => Sum((i, j) => a[k, i, j]) is var total and not 0 ? Sum((i, j) => a[k, i, j] / total * g[k, i, j]) : 0),
        "ablation-cam" => Weighted(k => (twin.Score(input) - twin.ScoreFrom(layer, Without(k))) / twin.Score(input)),
        "score-cam" => ScoreCam(),
        _ => null,
    };

    private double[,] ScoreCam()
    {
        double[] scores = [.. Enumerable.Range(0, maps).Select(k => twin.Score(Masked(k)))];
        var total = scores.Sum(Math.Exp);
        return Weighted(k => Math.Exp(scores[k]) / total);
    }

    /// <summary>The input times map k, enlarged with pixel centres aligned and scaled to [0, 1].</summary>
    private Tensor<double> Masked(int k)
    {
        var (rows, columns) = (input.Shape[1], input.Shape[2]);
        var large = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var (y, x) = (Math.Max(0, ((i + 0.5) * height / rows) - 0.5), Math.Max(0, ((j + 0.5) * width / columns) - 0.5));
                var (top, left) = ((int)y, (int)x);
                var (bottom, right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
                large[i, j] = ((1 - (y - top)) * (((1 - (x - left)) * a[k, top, left]) + ((x - left) * a[k, top, right])))
                    + ((y - top) * (((1 - (x - left)) * a[k, bottom, left]) + ((x - left) * a[k, bottom, right])));
            }
        }

        var (least, most) = (large.Cast<double>().Min(), large.Cast<double>().Max());
        var masked = input.Clone();
        for (var i = 0; i < masked.Length; i++)
        {
            masked.Span[i] *= most > least ? (large[i % (rows * columns) / columns, i % columns] - least) / (most - least) : 0;
        }

        return masked;
    }

    private Tensor<double> Without(int k)
    {
        var ablated = a.Clone();
        ablated.Slice(k).Span.Clear();
        return ablated;
    }

    private double[,] Weighted(Func<int, double> weight)
    {
        double[] weights = [.. Enumerable.Range(0, maps).Select(weight)];
        return Map((i, j) => Enumerable.Range(0, maps).Sum(k => weights[k] * a[k, i, j]));
    }

    private double[,] Map(Func<int, int, double> value)
    {
        var map = new double[height, width];
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++)
            {
                map[i, j] = value(i, j);
            }
        }

        return map;
    }

    private double Sum(Func<int, int, double> value) => Map(value).Cast<double>().Sum();
}
