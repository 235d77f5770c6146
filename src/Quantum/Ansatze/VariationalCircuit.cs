using QXai.Quantum.Encodings;

namespace QXai.Quantum.Ansatze;

/// <summary>Puts encoding and ansatz together: the variational quantum circuit |psi(x, theta)&gt; = U(theta) V(x) |0...0&gt;.</summary>
public static class VariationalCircuit
{
    /// <summary>
    /// The encoding, then the ansatz's blocks. With <paramref name="reuploading"/> the encoding is repeated, with the same inputs, before every further block.
    /// </summary>
    public static Circuit Build(int qubits, Encoding encoding, Ansatz ansatz, bool reuploading = false)
    {
        var circuit = encoding.Append(new Circuit(qubits, encoding.InputsFor(qubits), ansatz.WeightsFor(qubits)));
        for (var block = 0; block < ansatz.Blocks; block++)
        {
            circuit = reuploading && block > 0 ? encoding.Append(circuit) : circuit;
            circuit = ansatz.AppendBlock(circuit, block * ansatz.WeightsPerBlock(qubits));
        }

        return circuit;
    }
}
