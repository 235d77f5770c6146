namespace QXai.Quantum.Programs;

/// <summary>Holds where both conditions do (and), or where at least one does (or) if <paramref name="Either"/>.</summary>
public sealed record PairCondition(Condition First, Condition Second, bool Either = false) : Condition
{
    /// <inheritdoc/>
    public override IEnumerable<int> Bits => First.Bits.Concat(Second.Bits);

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<bool> bits) => Either
        ? First.Holds(bits) || Second.Holds(bits)
        : First.Holds(bits) && Second.Holds(bits);

    /// <summary>As in <c>(c == 3) &amp;&amp; (d == 0)</c>.</summary>
    public override string ToString() => $"({First}) {(Either ? "||" : "&&")} ({Second})";
}
