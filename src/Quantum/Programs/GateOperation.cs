namespace QXai.Quantum.Programs;

/// <summary>A gate on some qubits.</summary>
public sealed record GateOperation(AppliedGate Gate) : Operation;
