using System.Text.Json.Nodes;
using QXai.Quantum.Differentiation.Lie;

namespace QXai.Xai.Audits;

/// <summary>
/// The outcome of an audit: the derivatives of one score per input of the circuit and per map, by several derivations side by side, and what was
/// checked about them.
/// </summary>
public sealed record AuditReport
{
    /// <summary>The layer whose channel weights were audited.</summary>
    public required string Layer { get; init; }

    /// <summary>l, the class.</summary>
    public required int Target { get; init; }

    /// <summary>f^l.</summary>
    public required double Score { get; init; }

    /// <summary>SHA-256 of the trained model.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>SHA-256 of the input.</summary>
    public required string InputFingerprint { get; init; }

    /// <summary>Reverse mode, parameter shift, Lie bracket, dual numbers.</summary>
    public required IReadOnlyList<Derivation> Derivations { get; init; }

    /// <summary>Everything that was compared, with tolerances.</summary>
    public required IReadOnlyList<AuditCheck> Checks { get; init; }

    /// <summary>The methods that all derivations start from.</summary>
    public IReadOnlyList<EquationUse> Equations { get; init; } = AuditEquations.Common;

    /// <summary>Per occurrence of an input, every non-zero term of (Q15); empty unless asked for.</summary>
    public IReadOnlyList<BracketDerivation> Terms { get; init; } = [];

    /// <summary>Whether every check passed.</summary>
    public bool Agrees => Checks.All(check => check.Passed);

    /// <summary>The report as JSON, all numbers in full precision.</summary>
    public JsonObject ToJson() => new()
    {
        ["layer"] = Layer,
        ["target"] = Target,
        ["score"] = Score,
        ["agrees"] = Agrees,
        ["checks"] = Array(Checks, check => new JsonObject
        {
            ["statement"] = check.Statement,
            ["discrepancy"] = check.Discrepancy,
            ["tolerance"] = check.Tolerance,
            ["passed"] = check.Passed,
        }),
        ["derivations"] = Array(Derivations, derivation => new JsonObject
        {
            ["name"] = derivation.Name,
            ["summary"] = derivation.Summary,
            ["inputs"] = Array(derivation.Inputs, value => value),
            ["channels"] = Array(derivation.Channels, value => value),
            ["equations"] = Array(derivation.Equations, Use),
        }),
        ["equations"] = Array(Equations, Use),
        ["terms"] = Array(Terms, occurrence => new JsonObject
        {
            ["input"] = occurrence.Input,
            ["qubit"] = occurrence.Qubit,
            ["slope"] = occurrence.Slope,
            ["value"] = occurrence.Value,
            ["terms"] = Array(occurrence.Terms, term => new JsonObject
            {
                ["string"] = term.Pauli.ToString(),
                ["coefficient"] = term.Coefficient,
                ["contribution"] = term.Contribution,
            }),
        }),
        ["modelFingerprint"] = ModelFingerprint,
        ["inputFingerprint"] = InputFingerprint,
    };

    private static JsonObject Use(EquationUse use) => new() { ["paper"] = use.Paper, ["number"] = use.Number, ["method"] = use.Method };

    private static JsonArray Array<TItem>(IEnumerable<TItem> items, Func<TItem, JsonNode> node) => [.. items.Select(node)];
}
