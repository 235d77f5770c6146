using QXai.Numerics;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Encodings;

/// <summary>
/// Angle encoding: V(x) = (x)_q exp(-i s x_q sigma_k / 2) H_q. On every qubit a fixed gate H_q (Hadamard unless told otherwise), then the rotation by the
/// qubit's own input about axis k (y unless told otherwise), in radians after the scale s.
/// An input is seen only if the Bloch vector of H_q|0&gt; is not parallel to the axis: H then RX is blind, and so is I then RZ.
/// </summary>
public sealed record AngleEncoding(Axis Axis = Axis.Y, double Scale = 1) : Encoding
{
    /// <summary>H_q: any gate on one qubit without angles.</summary>
    public Gate FixedGate
    {
        get;
        init => field = Checked(value);
    } = GateCatalogue.H;

    /// <inheritdoc/>
    public override string Name => "angle";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => BlindWarning(FixedGate, Axis);

    /// <inheritdoc/>
    [Equation("QGrad-CAM", "9")]
    public override Circuit Append(Circuit circuit, int firstInput = 0)
    {
        circuit = OnEveryQubit(circuit, FixedGate);
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            circuit = circuit.Add(Axis.Rotation, [qubit], [Scale * Angle.Input(firstInput + qubit)]);
        }

        return circuit;
    }
}
