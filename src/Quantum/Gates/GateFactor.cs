namespace QXai.Quantum.Gates;

/// <summary>
/// One factor of a gate: a gate with at most one angle, which is <paramref name="Scale"/> times the whole gate's angle number
/// <paramref name="Parameter"/>, or the constant <paramref name="Constant"/> where <paramref name="Parameter"/> is null.
/// </summary>
public readonly record struct GateFactor(Gate Gate, int? Parameter, double Constant = 0, double Scale = 1)
{
    /// <summary>The factor's angle in radians, given those of the whole gate; 0 for a factor without one.</summary>
    public Angle Angle(ReadOnlySpan<Angle> angles) => Parameter is { } number ? Scale * angles[number] : Constant;
}
