using QXai.Numerics;

namespace QXai.Xai.Metrics;

/// <summary>
/// Localisation by energy: the share of the map's energy E_i = |R_i| that lies inside the mask, divided by the share of the area that the mask
/// covers. Range [0, pixels / mask]; 1 for a uniform map; higher is better. Undefined (null) for an empty mask and for a map of zeros: neither is a
/// hit or a miss. After the energy-based pointing game of Score-CAM (Wang et al., 2020).
/// </summary>
public static class EnergyInside
{
    /// <summary>The ratio for a map of shape [H, W] and a mask of H W entries in row-major order, true inside.</summary>
    public static double? Ratio(Tensor<double> map, ReadOnlySpan<bool> mask)
    {
        if (map.Length != mask.Length)
        {
            throw new ShapeException($"EnergyInside: the map of shape {map.Shape} has {map.Length} pixels, but the mask has {mask.Length}.");
        }

        return Ratio(map.Span, mask);
    }

    /// <summary>The ratio for the relevances of pixels and as many entries of a mask, true inside.</summary>
    public static double? Ratio(ReadOnlySpan<double> values, ReadOnlySpan<bool> mask)
    {

        var (inside, total, area) = (0.0, 0.0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            var energy = Math.Abs(values[i]);
            total += energy;
            inside += mask[i] ? energy : 0;
            area += mask[i] ? 1 : 0;
        }

        return area == 0 || total == 0 ? null : inside / total / ((double)area / mask.Length);
    }
}
