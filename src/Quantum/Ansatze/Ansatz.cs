using QXai.Numerics;

namespace QXai.Quantum.Ansatze;

/// <summary>
/// The variational part U(theta) = product over l of ( (x)_q rotations of qubit q in block l ) o C_l: blocks of an entangler, then rotations on every
/// qubit, one per letter of <paramref name="Axes"/> in order of application: "y" for one angle per qubit and block, "zyz" for a general rotation.
/// Block 1 acts first.
/// Weights are numbered block by block, within it qubit by qubit, within that letter by letter.
/// </summary>
public sealed record Ansatz(int Blocks, Entangler Entangler = Entangler.Ring, string Axes = "zyz")
{
    /// <summary>Number of blocks, at least 0.</summary>
    public int Blocks { get; } = Blocks >= 0 ? Blocks : throw new ArgumentException($"Ansatz: {Blocks} blocks are fewer than none.");

    /// <summary>The axes x, y or z of each qubit's rotations, in order of application.</summary>
    public string Axes { get; } = Axes.Length > 0 && !Axes.AsSpan().ContainsAnyExcept("xyz")
        ? Axes
        : throw new ArgumentException($"Ansatz: axes \"{Axes}\" must be one or more of the letters x, y, z.");

    /// <summary>Number of weights on n qubits: blocks x qubits x axes.</summary>
    public int WeightsFor(int qubits) => Blocks * WeightsPerBlock(qubits);

    /// <summary>Number of weights of one block: qubits x axes.</summary>
    public int WeightsPerBlock(int qubits) => qubits * Axes.Length;

    /// <summary>The circuit followed by U(theta), its weights numbered from <paramref name="firstWeight"/> on.</summary>
    [Equation("QGrad-CAM", "1")]
    public Circuit Append(Circuit circuit, int firstWeight = 0)
    {
        for (var block = 0; block < Blocks; block++)
        {
            circuit = AppendBlock(circuit, firstWeight + block * WeightsPerBlock(circuit.Qubits));
        }

        return circuit;
    }

    /// <summary>The circuit followed by one block: the entangler, then the rotations.</summary>
    public Circuit AppendBlock(Circuit circuit, int firstWeight = 0)
    {
        circuit = Entangle(circuit);
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            foreach (var axis in Axes)
            {
                circuit = circuit.Rotate(axis, qubit, Angle.Weight(firstWeight++));
            }
        }

        return circuit;
    }

    private Circuit Entangle(Circuit circuit)
    {
        var qubits = circuit.Qubits;
        IEnumerable<(int Control, int Target)> pairs = Entangler switch
        {
            Entangler.Ring => Enumerable.Range(0, qubits > 1 ? qubits : 0).Select(q => (q, (q + 1) % qubits)),
            Entangler.Linear => Enumerable.Range(0, qubits - 1).Select(q => (q, q + 1)),
            Entangler.Full => from a in Enumerable.Range(0, qubits) from b in Enumerable.Range(a + 1, qubits - 1 - a) select (a, b),
            _ => [],
        };
        return pairs.Aggregate(circuit, (joined, pair) => joined.CNOT(pair.Control, pair.Target));
    }
}
