namespace QXai.Quantum.Ansatze;

/// <summary>The pairs of qubits that an <see cref="Entangler"/> joins, in order.</summary>
internal static class EntanglerExtension
{
    extension(Entangler entangler)
    {
        public IEnumerable<(int First, int Second)> Pairs(int qubits) => entangler switch
        {
            Entangler.Ring => Enumerable.Range(0, qubits > 1 ? qubits : 0).Select(q => (q, (q + 1) % qubits)),
            Entangler.Linear => Enumerable.Range(0, qubits - 1).Select(q => (q, q + 1)),
            Entangler.Full => from a in Enumerable.Range(0, qubits) from b in Enumerable.Range(a + 1, qubits - 1 - a) select (a, b),
            _ => [],
        };
    }
}
