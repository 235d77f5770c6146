namespace QXai.Quantum;

/// <summary>A Pauli string with its real coefficient: one term of an <see cref="Observable"/>.</summary>
public readonly record struct PauliTerm(double Coefficient, PauliString Pauli);
