namespace QXai.Quantum.Programs;

/// <summary>How often an <see cref="Outcome"/>'s bits were seen, their share of the shots, and its standard error sqrt(f (1 - f) / shots).</summary>
public sealed record OutcomeCount(string Bits, int Count, double Frequency, double StandardError);
