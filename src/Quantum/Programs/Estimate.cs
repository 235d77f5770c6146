namespace QXai.Quantum.Programs;

/// <summary>An expectation estimated from shots, and its standard error; NaN where one shot leaves it unknown.</summary>
public sealed record Estimate(double Value, double StandardError);
