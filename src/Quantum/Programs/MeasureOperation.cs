namespace QXai.Quantum.Programs;

/// <summary>
/// Measures a qubit in the computational basis and writes 0 or 1 into classical bit <paramref name="Bit"/>; nowhere where that is null.
/// </summary>
public sealed record MeasureOperation(int Qubit, int? Bit) : Operation;
