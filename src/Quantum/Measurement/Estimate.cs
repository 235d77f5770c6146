namespace QXai.Quantum.Measurement;

/// <summary>A mean of finitely many measurements with its standard error, s / sqrt(N); NaN where one measurement leaves the error unknown.</summary>
public readonly record struct Estimate(double Mean, double StandardError);
