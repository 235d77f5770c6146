namespace QXai.Quantum.Ansatze;

/// <summary>
/// A user's own block: any circuit whose angles use weights 0, 1, ..., repeated <paramref name="Blocks"/> times, each time with weights of its own.
/// Inputs in the block keep their numbers, so that a block may encode data too. It must have as many qubits as the circuit it is appended to, or fewer.
/// </summary>
public sealed record RepeatedCircuit(Circuit Block, int Blocks) : BlockwiseForm(Checked(nameof(RepeatedCircuit), Blocks))
{
    /// <inheritdoc/>
    public override string Name => "repeated-circuit";

    /// <inheritdoc/>
    public override int WeightsPerBlock(int qubits) => Block.Weights;

    /// <inheritdoc/>
    public override Circuit AppendBlock(Circuit circuit, int block, int firstWeight) => circuit.Append(Block.Renumbered(0, firstWeight));
}
