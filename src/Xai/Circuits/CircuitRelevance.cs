using System.Collections.Immutable;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>The relevances of a circuit's inputs, R_0, R_1, ..., with the account of what they do and do not explain.</summary>
public sealed record CircuitRelevance
{
    /// <summary>The method's name in the catalogue.</summary>
    public required string Method { get; init; }

    /// <summary>R_i, one per input of the circuit.</summary>
    public required double[] Relevance { get; init; }

    /// <summary>f(x).</summary>
    public required double Score { get; init; }

    /// <summary>
    /// The part of f(x) that the method leaves with no input, by what it is: f(x~) for methods with a reference, the observable's trace for the Pauli
    /// split, what cannot be shared for QLRP. Its sum is <see cref="Unassigned"/>.
    /// </summary>
    public required ImmutableArray<UnassignedPart> Parts { get; init; }

    /// <summary>x~, the reference point; null where the method has none.</summary>
    public double[]? Reference { get; init; }

    /// <summary>How the reference was found, where the method looked for a root point itself; null where it was given.</summary>
    public RootPoint? Root { get; init; }

    /// <summary>sum over basis elements and inputs of |R_a^i| over sum of |R_a|, of QLRP: by how much shares of both signs exceed what is shared;
    /// null for the others.</summary>
    public double? Amplification { get; init; }

    /// <summary>What a reader should know before using the numbers, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The choices that influenced the result, by name, and their values as text.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Choices { get; init; } = [];

    /// <summary>What remains with no input: the sum of <see cref="Parts"/>.</summary>
    public double Unassigned => Parts.Sum(part => part.Amount);

    /// <summary>What the relevances are meant to add up to: f(x) less what is unassigned.</summary>
    public double Promised => Score - Unassigned;

    /// <summary>sum_i R_i.</summary>
    public double Total => Relevance.Sum();

    /// <summary>
    /// f(x) - unassigned - sum_i R_i (XQML II): zero for conservative methods, to rounding; for the others what they miss, such as all interactions
    /// for Taylor-infinity.
    /// </summary>
    [Equation("XQML", "II")]
    public double Residual => Promised - Total;

    /// <summary>|residual| / |promised|: 1 where nothing is explained; 0 where nothing was to be explained and nothing is missing.</summary>
    public double ResidualShare => Residual == 0 ? 0 : Math.Abs(Residual / Promised);
}
