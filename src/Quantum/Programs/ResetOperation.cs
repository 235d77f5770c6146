namespace QXai.Quantum.Programs;

/// <summary>Returns a qubit to |0&gt;: measured, the result forgotten, and flipped where it was 1.</summary>
public sealed record ResetOperation(int Qubit) : Operation;
