namespace QXai.Quantum.Ansatze;

/// <summary>
/// The hardware-efficient ansatz: per block RY, then RZ on every qubit, then CZ on the pairs of <paramref name="Entangler"/> (neighbours on a line unless told
/// otherwise); after the last block no further rotations. Only gates that chips have. Kandala et al. (2017).
/// </summary>
public sealed record HardwareEfficient(int Blocks, Entangler Entangler = Entangler.Linear) : BlockwiseForm(Checked(nameof(HardwareEfficient), Blocks))
{
    /// <inheritdoc/>
    public override string Name => "hardware-efficient";

    /// <inheritdoc/>
    public override int WeightsPerBlock(int qubits) => 2 * qubits;

    /// <inheritdoc/>
    public override Circuit AppendBlock(Circuit circuit, int block, int firstWeight)
    {
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            circuit = circuit.RY(qubit, weight: firstWeight + 2 * qubit).RZ(qubit, weight: firstWeight + 2 * qubit + 1);
        }

        return Entangler.Pairs(circuit.Qubits).Aggregate(circuit, (joined, pair) => joined.CZ(pair.First, pair.Second));
    }
}
