using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>The two equations that every method of the CAM family shares, and the enlargement of its maps.</summary>
public static class CamMap
{
    /// <summary>
    /// (Q7): w_k = (1 / (W H)) sum_ij d f^l / d A^k_ij, for a gradient of shape [1, K, H, W].
    /// </summary>
    [Equation("QGrad-CAM", "7")]
    public static double[] ChannelWeights(Tensor<double> gradient)
    {
        var (maps, area) = (gradient.Shape[1], gradient.Shape[2] * gradient.Shape[3]);
        var weights = new double[maps];
        for (var k = 0; k < maps; k++)
        {
            foreach (var slope in gradient.Span.Slice(k * area, area))
            {
                weights[k] += slope;
            }

            weights[k] /= area;
        }

        return weights;
    }

    /// <summary>The signed sum of (Q8) before its relu: S_ij = sum_k A^k_ij w_k, of shape [H, W], for activations A of shape [1, K, H, W].</summary>
    public static Tensor<double> Signed(Tensor<double> activations, ReadOnlySpan<double> weights)
    {
        var map = new Tensor<double>(new Shape(activations.Shape[2], activations.Shape[3]));
        for (var k = 0; k < weights.Length; k++)
        {
            for (var pixel = 0; pixel < map.Length; pixel++)
            {
                map.Span[pixel] += activations.Span[k * map.Length + pixel] * weights[k];
            }
        }

        return map;
    }

    /// <summary>S_ij = sum_k A^k_ij h(g^k_ij), of shape [H, W], for activations A and gradients g of shape [1, K, H, W]: every pixel with its own
    /// slope.</summary>
    public static Tensor<double> SumOfProducts(Tensor<double> activations, Tensor<double> gradient, Func<double, double> h)
    {
        var map = new Tensor<double>(new Shape(activations.Shape[2], activations.Shape[3]));
        for (var i = 0; i < activations.Length; i++)
        {
            map.Span[i % map.Length] += activations.Span[i] * h(gradient.Span[i]);
        }

        return map;
    }

    /// <summary>(Q8): heat_ij = ReLU( sum_k A^k_ij w_k ).</summary>
    [Equation("QGrad-CAM", "8")]
    public static Tensor<double> Rectified(Tensor<double> signed) =>
        Tensor<double>.From(signed.Shape, [.. signed.Span.ToArray().Select(value => Math.Max(value, 0))]);

    /// <summary>
    /// A map at the resolution of the input: bilinear interpolation with pixel centres aligned. Values are interpolated, nothing is normalised.
    /// </summary>
    public static Tensor<double> Enlarge(Tensor<double> map, int height, int width)
    {
        var image = new Tape<double>().Input(map.Reshape(1, 1, map.Shape[0], map.Shape[1]));
        return image.UpsampleBilinear(height, width).Value.Reshape(height, width);
    }
}
