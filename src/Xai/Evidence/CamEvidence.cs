using QXai.Numerics;

namespace QXai.Xai.Evidence;

/// <summary>What a method of the CAM family has to show besides its relevance: which layer's maps it weighed, how, and the sum before and after the
/// relu of (Q8).</summary>
public sealed record CamEvidence
{
    /// <summary>The layer whose maps were weighed.</summary>
    public required string Layer { get; init; }

    /// <summary>w_k of (Q7) or the method's own, one per map of the layer; empty where a method weighs every pixel of a map by itself (HiRes-CAM,
    /// Layer-CAM).</summary>
    public required IReadOnlyList<double> ChannelWeights { get; init; }

    /// <summary>sum_k A^k_ij w_k before the relu of (Q8), at the layer's resolution [h, w].</summary>
    public required Tensor<double> SignedMap { get; init; }

    /// <summary>The map of (Q8), at the layer's resolution [h, w].</summary>
    public required Tensor<double> Map { get; init; }

    /// <summary><see cref="SignedMap"/> interpolated bilinearly to the input's resolution [H, W].</summary>
    public required Tensor<double> SignedRelevance { get; init; }
}
