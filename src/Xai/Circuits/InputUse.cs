using QXai.Quantum;

namespace QXai.Xai.Circuits;

/// <summary>One place where an input enters a circuit: x_<paramref name="Input"/> in an angle of the gate numbered <paramref name="GateNumber"/>.</summary>
public sealed record InputUse(int Input, int GateNumber, AppliedGate Gate, Angle Angle)
{
    /// <summary>As in <c>gate 3, RY(-2*atan(x0)) q0</c>.</summary>
    public override string ToString() => $"gate {GateNumber}, {Gate}";
}
