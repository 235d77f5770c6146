namespace QXai.Quantum.Simulation.Plans;

/// <summary>What a plan knows how to do fast, and the rest.</summary>
internal enum OperationKind
{
    /// <summary>A run of one-qubit gates on one qubit, fused into one 2 x 2 matrix.</summary>
    Gate,

    /// <summary>X on one bit where another bit is 1: basis states change places, no arithmetic.</summary>
    Relabel,

    /// <summary>Any other step, done by the kernel of its kind.</summary>
    Step,
}

/// <summary>
/// Some steps of a circuit that are done together. <paramref name="Flips"/> are the bits in which the basis states that it mixes differ;
/// <paramref name="Reads"/> are further bits that it depends on without changing them: controls, and Z letters of Pauli words.
/// </summary>
internal sealed record Operation(OperationKind Kind, long Flips, long Reads, int[] Steps)
{
    /// <summary>Whether the operation may be done before others that flip and read such bits: nobody flips what the other depends on.</summary>
    public bool Passes(long flips, long reads) => (Flips & (flips | reads)) == 0 && (Reads & flips) == 0;
}
