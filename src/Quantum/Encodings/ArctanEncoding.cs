using QXai.Quantum.Gates;

namespace QXai.Quantum.Encodings;

/// <summary>
/// The arctangent encoding of QGrad-CAM III-A: on every qubit exp(i atan(x_q) sigma_k) = R_k(-2 atan x_q), chain factor -2 / (1 + x^2). Unlike a
/// plain angle it does not repeat: all real x are told apart. Axis y and no gate before it unless told otherwise.
/// </summary>
public sealed record ArctanEncoding(Axis Axis = Axis.Y) : Encoding
{
    /// <summary>A gate on one qubit without angles that comes first; I for none.</summary>
    public Gate FixedGate
    {
        get;
        init => field = Checked(value);
    } = GateCatalogue.I;

    /// <inheritdoc/>
    public override string Name => "arctan";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => BlindWarning(FixedGate, Axis);

    /// <inheritdoc/>
    public override Circuit Append(Circuit circuit, int firstInput = 0)
    {
        circuit = OnEveryQubit(circuit, FixedGate);
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            circuit = circuit.Add(Axis.Rotation, [qubit], [-2 * Angle.Input(firstInput + qubit).Atan()]);
        }

        return circuit;
    }
}
