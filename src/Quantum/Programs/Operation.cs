namespace QXai.Quantum.Programs;

/// <summary>
/// One step of a <see cref="QuantumProgram"/>: a gate, a measurement, a reset, a barrier, an assignment to a classical bit, or a condition over
/// others.
/// </summary>
public abstract record Operation;
