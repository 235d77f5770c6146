using System.Numerics;
using QXai.Nn.Hybrid;

namespace QXai.Xai.Metrics.Randomisation;

/// <summary>A stage of a cascade: what it randomised last, and the model with this and all stages before it randomised.</summary>
public sealed record RandomisedStage<T>(string Name, HybridModel<T> Model)
    where T : unmanaged, IFloatingPointIeee754<T>;
