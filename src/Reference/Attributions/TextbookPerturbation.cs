using QXai.Numerics;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Attributions;

/// <summary>Methods that change the input and look at the score, for one sample and the textbook forward pass: one pass per change.</summary>
public sealed class TextbookPerturbation(DualNetwork network, Tensor<double> x, int target)
{
    /// <summary>f^l of an input; or where the layer of that name has these outputs.</summary>
    public double Score(Tensor<double> values, string? layer = null) => network.Values(values, from: layer).Span[target];

    /// <summary>Ablation-CAM (Desai and Ramaswamy 2020, (3)): w_k = (f - f without map k) / f; the plain loss where f is zero.</summary>
    public double[] Ablation(string layer)
    {
        var (maps, score) = (network.Values(x, layer), Score(x));
        return Each(maps.Shape[0], k =>
        {
            var without = maps.Clone();
            without.Slice(k).Span.Clear();
            return (score - Score(without, layer)) / (score == 0 ? 1 : score);
        });
    }

    /// <summary>Score-CAM (Wang et al. 2020, Algorithm 1): the softmax over the maps of the scores of x times each map, enlarged and scaled to [0,
    /// 1]; a constant map masks all.</summary>
    public double[] MaskedScores(string layer)
    {
        var maps = network.Values(x, layer);
        var plane = x.Shape[1] * x.Shape[2];
        var scores = Each(maps.Shape[0], k =>
        {
            double[] mask = TextbookMaps.Enlarged(maps.Slice(k), x.Shape[1], x.Shape[2]).Span.ToArray();
            var (least, most) = (mask.Min(), mask.Max());
            double Kept(double value, int i) => most > least ? value * (mask[i % plane] - least) / (most - least) : 0;

            return Score(Tensor<double>.From(x.Shape, [.. x.Span.ToArray().Select(Kept)]));
        });
        var total = scores.Sum(score => Math.Exp(score - scores.Max()));
        return [.. scores.Select(score => Math.Exp(score - scores.Max()) / total)];
    }

    /// <summary>
    /// Occlusion (Zeiler and Fergus 2014): for every pixel (or input of a circuit, [n]) the mean of f(x) - f(x with the window filled) over the
    /// windows that cover it. Windows start every stride pixels as long as the one before did not reach the border.
    /// </summary>
    public double[] Occlusion(int window, int stride, double fill)
    {
        var (height, width, score) = (x.Shape.Rank == 3 ? x.Shape[1] : 1, x.Shape[^1], Score(x));
        var corners = (from top in Starts(height) from left in Starts(width) select (top, left)).ToArray();
        var losses = Each(corners.Length, w =>
        {
            double[] occluded = [.. x.Span.ToArray().Select((value, i) => Covers(corners[w], i % (height * width)) ? fill : value)];
            return score - Score(Tensor<double>.From(x.Shape, occluded));
        });
        return
        [
            .. Enumerable.Range(0, height * width).Select(
                pixel => Enumerable.Range(0, corners.Length).Where(w => Covers(corners[w], pixel)).Average(w => losses[w])),
        ];

        bool Covers((int Top, int Left) corner, int pixel) =>
            pixel / width >= corner.Top && pixel / width < corner.Top + window && pixel % width >= corner.Left && pixel % width < corner.Left + window;

        List<int> Starts(int extent)
        {
            List<int> starts = [0];
            while (starts[^1] + window < extent)
            {
                starts.Add(starts[^1] + stride);
            }

            return starts;
        }
    }

    /// <summary>
    /// Shapley values of the g x g patches, each shared equally among its pixels: pixel (i, j) is in patch (floor(i g / H), floor(j g / W)), and v(S)
    /// is the score of x on the patches of S and of the reference elsewhere. The inputs of a circuit, [n], make g runs of neighbours: input i is in
    /// run floor(i g / n).
    /// </summary>
    public double[] Shapley(Tensor<double> reference, int groups)
    {
        var (height, width, players) = x.Shape.Rank == 3 ? (x.Shape[1], x.Shape[2], groups * groups) : (1, x.Length, groups);
        int[] patch = [.. Enumerable.Range(0, height * width).Select(pixel => pixel / width * groups / height * groups + pixel % width * groups / width)];
        var worth = Each(1 << players, set =>
        {
            bool Joined(int i) => ((set >> patch[i % patch.Length]) & 1) == 1;

            return Score(Tensor<double>.From(x.Shape, [.. x.Span.ToArray().Select((value, i) => Joined(i) ? value : reference.Span[i])]));
        });
        var values = new Explanations.CoalitionGame(players, set => worth[set]).ShapleyBySubsets();
        return [.. patch.Select(own => values[own] / patch.Count(other => other == own))];
    }

    private static double[] Each(int count, Func<int, double> value)
    {
        var results = new double[count];
        Parallel.For(0, count, k => results[k] = value(k));
        return results;
    }
}
