using QXai.Numerics;

namespace QXai.Quantum.Ansatze;

/// <summary>
/// The variational part U(theta) = product over l of ( (x)_q rotations of qubit q in block l ) o C_l: blocks of an entangler, then rotations on every
/// qubit, one per letter of <paramref name="Axes"/> in order of application: "y" for one angle per qubit and block, "zyz" for a general rotation.
/// Block 1 acts first.
/// Weights are numbered block by block, within it qubit by qubit, within that letter by letter.
/// </summary>
public sealed record Ansatz(int Blocks, Entangler Entangler = Entangler.Ring, string Axes = "zyz") : BlockwiseForm(Checked("Ansatz", Blocks))
{
    /// <summary>The axes x, y or z of each qubit's rotations, in order of application.</summary>
    public string Axes { get; } = Axes.Length > 0 && !Axes.AsSpan().ContainsAnyExcept("xyz")
        ? Axes
        : throw new ArgumentException($"Ansatz: axes \"{Axes}\" must be one or more of the letters x, y, z.");

    /// <inheritdoc/>
    public override string Name => "basic";

    /// <summary>Number of weights of one block: qubits x axes.</summary>
    public override int WeightsPerBlock(int qubits) => qubits * Axes.Length;

    /// <inheritdoc/>
    [Equation("QGrad-CAM", "1")]
    public override Circuit Append(Circuit circuit, int firstWeight = 0) => base.Append(circuit, firstWeight);

    /// <summary>The circuit followed by one block: the entangler, then the rotations. All blocks are alike.</summary>
    public override Circuit AppendBlock(Circuit circuit, int block, int firstWeight)
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

    private Circuit Entangle(Circuit circuit) =>
        Entangler.Pairs(circuit.Qubits).Aggregate(circuit, (joined, pair) => joined.CNOT(pair.First, pair.Second));
}
