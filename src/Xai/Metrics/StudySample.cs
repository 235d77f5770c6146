using QXai.Numerics;

namespace QXai.Xai.Metrics;

/// <summary>One image of a study: its ground truth (true inside, row-major) and one map of shape [H, W] per method, by name.</summary>
public sealed record StudySample(bool[] Mask, IReadOnlyDictionary<string, Tensor<double>> Maps);
