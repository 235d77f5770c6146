using QXai.Quantum.Gates;

namespace QXai.Quantum.Encodings;

/// <summary>
/// The arctangent encoding of QGrad-CAM III-A: on every qubit exp(i atan(x_q) sigma_k) = R_k(-2 atan x_q), chain factor -2 / (1 + x^2). Unlike a plain angle it does
/// not repeat: all real x are told apart. Axis y and no gate before it unless told otherwise.
/// </summary>
public sealed record ArctanEncoding(Axis Axis = Axis.Y) : Encoding
{
    /// <summary>A gate on one qubit without angles that comes first; I for none.</summary>
    public Gate FixedGate
    {
        get;
        init => field = value.Qubits == 1 && value.Parameters.IsEmpty
            ? value
            : throw new ArgumentException($"ArctanEncoding: the fixed gate {value.Name} has {value.Qubits} qubits and {value.Parameters.Length} angles, but 1 and 0 are needed.");
    } = GateCatalogue.I;

    /// <inheritdoc/>
    public override string Name => "arctan";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => Axis.IsBlindTo(FixedGate)
        ? [$"The arctan encoding is blind: {FixedGate.Name}|0> does not change under rotations about {Axis.ToString().ToLowerInvariant()}, so that no input is seen and every gradient is 0."]
        : [];

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
