using QXai.Xai.Audits;

namespace QXai.Xai.Certificates;

/// <summary>What stands beside an explanation in its certificate.</summary>
public sealed record CertificateEvidence
{
    /// <summary>The layer whose channel weights were derived in several ways, or the bare circuit whose slopes were; null without either.</summary>
    public string? AuditedLayer { get; init; }

    /// <summary>The derivations of the channel weights (Q7), or of a bare circuit's slopes, side by side.</summary>
    public IReadOnlyList<Derivation> Derivations { get; init; } = [];

    /// <summary>The reference point that the method looked for by itself; null where it did not.</summary>
    public RootClaim? Root { get; init; }

    /// <summary>What must be equal whatever the model.</summary>
    public IReadOnlyList<Identity> Identities { get; init; } = [];

    /// <summary>Seed of the model-parameter randomisation.</summary>
    public ulong SanitySeed { get; init; }

    /// <summary>How the map changes with the model's parameters.</summary>
    public IReadOnlyList<SanityStage> Sanity { get; init; } = [];

    /// <summary>The methods of the code that implement the equations behind the numbers.</summary>
    public IReadOnlyList<EquationUse> Equations { get; init; } = [];
}
