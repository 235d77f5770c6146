namespace QXai.Quantum.Gates;

/// <summary>
/// One factor of a gate: a gate with at most one angle, which is the whole gate's angle number <paramref name="Parameter"/>, or the constant
/// <paramref name="Constant"/> where <paramref name="Parameter"/> is null.
/// </summary>
public readonly record struct GateFactor(Gate Gate, int? Parameter, double Constant = 0);
