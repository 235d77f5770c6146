using QXai.Quantum.Encodings;

namespace QXai.Quantum.Ansatze;

/// <summary>Puts encoding and ansatz together: the variational quantum circuit |psi(x, theta)&gt; = U(theta) V(x) |0...0&gt;.</summary>
public static class VariationalCircuit
{
    /// <summary>
    /// The encoding, then the variational part. With <paramref name="reuploading"/> the encoding is repeated, with the same inputs, before every further
    /// block; forms without blocks refuse this.
    /// </summary>
    public static Circuit Build(int qubits, Encoding encoding, VariationalForm ansatz, bool reuploading = false)
    {
        var circuit = encoding.Append(new Circuit(qubits, encoding.InputsFor(qubits), ansatz.WeightsFor(qubits)));
        if (!reuploading)
        {
            return ansatz.Append(circuit);
        }

        var form = ansatz as BlockwiseForm
            ?? throw new ArgumentException($"VariationalCircuit: data re-uploading repeats the encoding between blocks, but \"{ansatz.Name}\" has none.");
        for (var block = 0; block < form.Blocks; block++)
        {
            circuit = block > 0 ? encoding.Append(circuit) : circuit;
            circuit = form.AppendBlock(circuit, block, block * form.WeightsPerBlock(qubits));
        }

        return circuit;
    }
}
