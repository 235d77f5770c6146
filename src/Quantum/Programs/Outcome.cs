namespace QXai.Quantum.Programs;

/// <summary>
/// What the classical bits read at the end, with its probability: one digit per bit, the registers in order of declaration with a blank between them,
/// bit 0 of each on the left.
/// </summary>
public sealed record Outcome(string Bits, double Probability);
