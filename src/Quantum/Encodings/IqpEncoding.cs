namespace QXai.Quantum.Encodings;

/// <summary>
/// Instantaneous quantum polynomial encoding: (H on every qubit, then exp(-i x_q Z_q / 2), then exp(-i x_q x_r Z_q Z_r / 2) for every pair q &lt; r),
/// repeated. The products of inputs are angles with two parameters: every differentiator applies the product rule. Havlicek et al. (2019), the form without
/// offsets.
/// </summary>
public sealed record IqpEncoding(int Repetitions = 2) : Encoding
{
    /// <summary>How often the layer is applied: 1 or more. A single layer leaves all probabilities uniform, but not the state.</summary>
    public int Repetitions { get; } = Repetitions >= 1
        ? Repetitions
        : throw new ArgumentException($"IqpEncoding: {Repetitions} repetitions encode nothing; 1 or more are needed.");

    /// <inheritdoc/>
    public override string Name => "iqp";

    /// <inheritdoc/>
    public override Circuit Append(Circuit circuit, int firstInput = 0)
    {
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            circuit = OnEveryQubit(circuit, Gates.GateCatalogue.H);
            for (var qubit = 0; qubit < circuit.Qubits; qubit++)
            {
                circuit = circuit.RZ(qubit, input: firstInput + qubit);
            }

            for (var a = 0; a < circuit.Qubits; a++)
            {
                for (var b = a + 1; b < circuit.Qubits; b++)
                {
                    circuit = circuit.RZZ(a, b, Angle.Input(firstInput + a) * Angle.Input(firstInput + b));
                }
            }
        }

        return circuit;
    }
}
