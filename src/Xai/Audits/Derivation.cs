namespace QXai.Xai.Audits;

/// <summary>
/// One way to the channel weights: its name and how it works, d f^l / d x_q per input of the circuit, w_k of (Q7) per map, and the methods that
/// implement its equations.
/// </summary>
public sealed record Derivation(
    string Name, string Summary, IReadOnlyList<double> Inputs, IReadOnlyList<double> Channels, IReadOnlyList<EquationUse> Equations);
