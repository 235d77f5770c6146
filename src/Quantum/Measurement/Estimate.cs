namespace QXai.Quantum.Measurement;

/// <summary>A mean of finitely many measurements with its standard error, s / sqrt(N).</summary>
public readonly record struct Estimate(double Mean, double StandardError);
