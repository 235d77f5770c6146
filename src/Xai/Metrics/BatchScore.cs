using QXai.Numerics;

namespace QXai.Xai.Metrics;

/// <summary>The explained score f of every input of a batch: inputs of shape [n, ...] give n numbers.</summary>
public delegate double[] BatchScore(Tensor<double> inputs);
