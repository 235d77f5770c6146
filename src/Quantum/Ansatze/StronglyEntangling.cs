using System.Collections.Immutable;

namespace QXai.Quantum.Ansatze;

/// <summary>
/// Strongly entangling layers: per block Rot(w_0, w_1, w_2) = RZ(w_2) RY(w_1) RZ(w_0) on every qubit, then CNOT(q, (q + r_l) mod n) for every qubit
/// q, with the range r_l = (l mod (n - 1)) + 1 growing from block to block unless ranges are given. One qubit has rotations only. Schuld et al. (2020), in
/// PennyLane's order of weights [block, qubit, angle].
/// </summary>
public sealed record StronglyEntangling(int Blocks) : BlockwiseForm(Checked(nameof(StronglyEntangling), Blocks))
{
    /// <summary>The range of every block, 1 or more, used cyclically; empty for the default.</summary>
    public ImmutableArray<int> Ranges
    {
        get;
        init => field = value.All(range => range >= 1)
            ? value
            : throw new ArgumentException($"StronglyEntangling: ranges [{string.Join(", ", value)}] must be 1 or more.");
    } = [];

    /// <inheritdoc/>
    public override string Name => "strongly-entangling";

    /// <inheritdoc/>
    public override int WeightsPerBlock(int qubits) => 3 * qubits;

    /// <inheritdoc/>
    public override Circuit AppendBlock(Circuit circuit, int block, int firstWeight)
    {
        var qubits = circuit.Qubits;
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            var weight = firstWeight + 3 * qubit;
            circuit = circuit.Rot(qubit, Angle.Weight(weight), Angle.Weight(weight + 1), Angle.Weight(weight + 2));
        }

        var range = qubits == 1 ? 0 : Ranges.IsEmpty ? block % (qubits - 1) + 1 : Ranges[block % Ranges.Length];
        if (qubits > 1 && range % qubits == 0)
        {
            throw new ArgumentException($"StronglyEntangling: range {range} joins every qubit to itself on {qubits} qubits.");
        }

        for (var qubit = 0; qubit < qubits && qubits > 1; qubit++)
        {
            circuit = circuit.CNOT(qubit, (qubit + range) % qubits);
        }

        return circuit;
    }

    /// <inheritdoc/>
    public bool Equals(StronglyEntangling? other) => other is not null && Blocks == other.Blocks && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Blocks, Ranges.Length);
}
