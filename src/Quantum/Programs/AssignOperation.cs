namespace QXai.Quantum.Programs;

/// <summary>Writes a constant into a classical bit.</summary>
public sealed record AssignOperation(int Bit, bool Value) : Operation;
