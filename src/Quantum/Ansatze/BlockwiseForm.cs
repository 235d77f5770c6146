namespace QXai.Quantum.Ansatze;

/// <summary>
/// A variational part made of <paramref name="Blocks"/> blocks with equally many weights, numbered block by block; block 0 acts first. Between blocks an
/// encoding may be repeated (data re-uploading).
/// </summary>
public abstract record BlockwiseForm(int Blocks) : VariationalForm
{
    /// <inheritdoc/>
    public override int WeightsFor(int qubits) => Blocks * WeightsPerBlock(qubits);

    /// <summary>Number of weights of one block on n qubits.</summary>
    public abstract int WeightsPerBlock(int qubits);

    /// <summary>The circuit followed by one block, its weights numbered from <paramref name="firstWeight"/> on.</summary>
    public abstract Circuit AppendBlock(Circuit circuit, int block, int firstWeight);

    /// <inheritdoc/>
    public override Circuit Append(Circuit circuit, int firstWeight = 0)
    {
        for (var block = 0; block < Blocks; block++)
        {
            circuit = AppendBlock(circuit, block, firstWeight + block * WeightsPerBlock(circuit.Qubits));
        }

        return circuit;
    }

    private protected static int Checked(string name, int blocks) =>
        blocks >= 0 ? blocks : throw new ArgumentException($"{name}: {blocks} blocks are fewer than none.");
}
