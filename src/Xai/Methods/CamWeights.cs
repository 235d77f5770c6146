using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>What a method of the CAM family found: a weight per map, or none where every pixel is weighed by itself; the signed map S [h, w]; and
/// what to say about it.</summary>
internal sealed record CamWeights(double[] Channels, Tensor<double> Signed)
{
    /// <summary>S_ij = sum_k w_k A^k_ij.</summary>
    public CamWeights(double[] channels, Node<double> maps)
        : this(channels, CamMap.Signed(maps.Value, channels))
    {
    }

    /// <summary>A signed map without weights per map.</summary>
    public CamWeights(Tensor<double> signed)
        : this([], signed)
    {
    }

    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
