using QXai.Quantum.Gates;

namespace QXai.Quantum.Encodings;

/// <summary>
/// The other common arctangent encoding: on every qubit H, then RY(atan x_q), then RZ(atan x_q^2), in this order of application; chain factors
/// 1 / (1 + x^2) and 2x / (1 + x^4).
/// </summary>
public sealed record RyRzArctanEncoding : Encoding
{
    /// <inheritdoc/>
    public override string Name => "ryrz-arctan";

    /// <inheritdoc/>
    public override Circuit Append(Circuit circuit, int firstInput = 0)
    {
        circuit = OnEveryQubit(circuit, GateCatalogue.H);
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            var x = Angle.Input(firstInput + qubit);
            circuit = circuit.RY(qubit, x.Atan()).RZ(qubit, x.AtanOfSquare());
        }

        return circuit;
    }
}
