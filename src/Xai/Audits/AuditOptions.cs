namespace QXai.Xai.Audits;

/// <summary>Choices of an audit.</summary>
public sealed record AuditOptions
{
    /// <summary>The layer whose channel weights are audited; null takes the last convolution's maps after the rectifier.</summary>
    public string? Layer { get; init; }

    /// <summary>
    /// The most qubits for which the sum over Pauli strings (Q14), (Q15) is written out term by term: 8, or up to 10 with patience. Beyond, the
    /// bracket is taken by moving states.
    /// </summary>
    public int LiteralQubits { get; init; } = 8;

    /// <summary>Whether the report lists every non-zero term of (Q15); only where the sum is literal.</summary>
    public bool Terms { get; init; }

    /// <summary>Told the share of the literal sum that is done, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the audit early.</summary>
    public CancellationToken Cancellation { get; init; }
}
