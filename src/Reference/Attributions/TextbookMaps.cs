using QXai.Numerics;

namespace QXai.Reference.Attributions;

/// <summary>The equations of the CAM family over plain loops, for maps A of shape [K, H, W] and their slopes g, one per entry.</summary>
public static class TextbookMaps
{
    /// <summary>Grad-CAM++ (Chattopadhay et al. 2018, (19)): w_k = sum_ij g^2 / (2 g^2 + g^3 sum_ab A^k_ab) relu(g); a denominator of zero counts as
    /// one.</summary>
    public static double[] PlusPlus(Tensor<double> maps, double[] slopes) => PerMap(maps, slopes, (a, g) => g.Sum(s =>
    {
        var denominator = 2 * Math.Pow(s, 2) + a.Sum() * Math.Pow(s, 3);
        return Math.Pow(s, 2) / (denominator == 0 ? 1 : denominator) * Math.Max(s, 0);
    }));

    /// <summary>XGrad-CAM (Fu et al. 2020): w_k = sum_ij A^k_ij g^k_ij / sum_ab A^k_ab; zero for a map that adds up to zero.</summary>
    public static double[] Proportional(Tensor<double> maps, double[] slopes) =>
        PerMap(maps, slopes, (a, g) => a.Sum() == 0 ? 0 : a.Zip(g, (value, slope) => value * slope).Sum() / a.Sum());

    /// <summary>Grad-CAM (Q7): w_k = the mean of g^k_ij.</summary>
    public static double[] Mean(Tensor<double> maps, double[] slopes) => PerMap(maps, slopes, (_, g) => g.Average());

    /// <summary>S_ij = sum_k w_k A^k_ij.</summary>
    public static Tensor<double> Weighted(Tensor<double> maps, IReadOnlyList<double> weights) => Pixelwise(maps, (k, _) => weights[k]);

    /// <summary>S_ij = sum_k g^k_ij A^k_ij, the negative slopes left out where <paramref name="rectified"/>: HiRes-CAM, and Layer-CAM.</summary>
    public static Tensor<double> Products(Tensor<double> maps, double[] slopes, bool rectified) =>
        Pixelwise(maps, (_, entry) => rectified ? Math.Max(slopes[entry], 0) : slopes[entry]);

    /// <summary>max(S_ij, 0).</summary>
    public static Tensor<double> Rectified(Tensor<double> map) => Tensor<double>.From(map.Shape, [.. map.Span.ToArray().Select(value => Math.Max(value, 0))]);

    /// <summary>
    /// Bilinear interpolation of a map [h, w] at the centres of the pixels of an image [height, width]: the pixel centre i + 1/2 lies at (i + 1/2) h
    /// / height of the map; beyond the outer centres the border's value holds.
    /// </summary>
    public static Tensor<double> Enlarged(Tensor<double> map, int height, int width)
    {
        var image = new Tensor<double>(new Shape(height, width));
        for (var pixel = 0; pixel < image.Length; pixel++)
        {
            var (top, bottom, down) = Between(pixel / width, height, map.Shape[0]);
            var (left, right, across) = Between(pixel % width, width, map.Shape[1]);
            image.Span[pixel] = (1 - down) * ((1 - across) * map[top, left] + across * map[top, right])
                + down * ((1 - across) * map[bottom, left] + across * map[bottom, right]);
        }

        return image;
    }

    private static (int First, int Second, double Share) Between(int pixel, int pixels, int cells)
    {
        var place = Math.Clamp((pixel + 0.5) * cells / pixels - 0.5, 0, cells - 1);
        var first = (int)Math.Floor(place);
        return (first, Math.Min(first + 1, cells - 1), place - first);
    }

    private static double[] PerMap(Tensor<double> maps, double[] slopes, Func<double[], double[], double> weight)
    {
        var area = maps.Length / maps.Shape[0];
        return [.. Enumerable.Range(0, maps.Shape[0]).Select(k => weight(maps.Slice(k).Span.ToArray(), slopes[(k * area)..((k + 1) * area)]))];
    }

    private static Tensor<double> Pixelwise(Tensor<double> maps, Func<int, int, double> weight)
    {
        var map = new Tensor<double>(new Shape(maps.Shape[1], maps.Shape[2]));
        for (var entry = 0; entry < maps.Length; entry++)
        {
            map.Span[entry % map.Length] += weight(entry / map.Length, entry) * maps.Span[entry];
        }

        return map;
    }
}
