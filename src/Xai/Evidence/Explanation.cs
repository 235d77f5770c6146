using System.Text.Json.Nodes;
using QXai.Numerics;

namespace QXai.Xai.Evidence;

/// <summary>
/// An explanation is a value with evidence: the raw relevance, which is never normalised (that is rendering's business), how it came about, and what
/// can be checked about it.
/// </summary>
public sealed record Explanation
{
    /// <summary>The method's name in the catalogue.</summary>
    public required string Method { get; init; }

    /// <summary>l, the class (or observable) whose score is explained.</summary>
    public required int Target { get; init; }

    /// <summary>All scores in double precision, before any softmax.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>f^l as the trained model computes it, in its own precision.</summary>
    public required double TrainedScore { get; init; }

    /// <summary>
    /// R: one number per element of the input where the method has that resolution, [C, H, W] for pictures and [n] for the inputs of a circuit; one per
    /// pixel, [H, W], for maps of the CAM family.
    /// </summary>
    public required Tensor<double> Relevance { get; init; }

    /// <summary>Which model: <see cref="QXai.Nn.Checkpoints.ModelFingerprint.Of{T}"/>.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>Which input: <see cref="Evidence.InputFingerprint.Of"/>.</summary>
    public required string InputFingerprint { get; init; }

    /// <summary>Every choice that influenced the result, given or default, in the order of <see cref="Methods.ExplainOption"/>.</summary>
    public IReadOnlyList<NamedOption> Options { get; init; } = [];

    /// <summary>x~, the reference point or baseline that the relevance is relative to, of the input's shape; null for methods without one.</summary>
    public Tensor<double>? Reference { get; init; }

    /// <summary>What relevances and ledger must add up to, f^l(x) or f^l(x) - f^l(x~); null where the method promises nothing.</summary>
    public double? Promised { get; init; }

    /// <summary>What did not reach the inputs, layer by layer; empty for methods that keep no ledger.</summary>
    public IReadOnlyList<LedgerLine> Ledger { get; init; } = [];

    /// <summary>What a reader should know before using the numbers, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The layer, weights and signed map of a method of the CAM family; null for the others.</summary>
    public CamEvidence? Cam { get; init; }

    /// <summary>Why the map shows nothing; null where it shows something.</summary>
    public string? BlankReason { get; init; }

    /// <summary>f^l in double precision.</summary>
    public double Score => Scores[Target];

    /// <summary>|f^l in double - f^l in the trained precision|.</summary>
    public double PrecisionGap => Math.Abs(Score - TrainedScore);

    /// <summary>sum_i R_i.</summary>
    public double Total => Sum(Relevance, value => value);

    /// <summary>
    /// What is promised, or where nothing is f^l, less sum_i R_i: zero for a conservative map (XQML II). Reported whether the method promises
    /// conservation or not; the CAM family does not.
    /// </summary>
    [Equation("XQML", "II")]
    public double ConservationResidual => (Promised ?? Score) - Total;

    /// <summary><see cref="ConservationResidual"/> less what the ledger accounts for: zero, to rounding, wherever a method promises a total.</summary>
    public double Unaccounted => ConservationResidual - Ledger.Sum(line => line.Amount);

    /// <summary>The relevance of pixels [H, W]: the sum over channels of [C, H, W]; [H, W] as it is; [n] as one row.</summary>
    public Tensor<double> PixelMap => PixelSum(Relevance);

    /// <summary><see cref="PixelMap"/> with both signs: for the CAM family the signed map at the input's resolution.</summary>
    public Tensor<double> SignedRelevance => Cam?.SignedRelevance ?? PixelMap;

    /// <summary>The sum of max(-S, 0) over the signed evidence S: for the CAM family what the relu of (Q8) cut off, else the relevance's.</summary>
    public double NegativeMass => Sum(Cam?.SignedMap ?? Relevance, value => Math.Max(-value, 0));

    /// <summary>The sum of max(S, 0) over the signed evidence S: for the CAM family what the relu of (Q8) kept, else the relevance's.</summary>
    public double PositiveMass => Sum(Cam?.SignedMap ?? Relevance, value => Math.Max(value, 0));

    /// <summary>The sum over channels of a tensor of the input's shape: [C, H, W] to [H, W], [H, W] unchanged, [n] to [1, n].</summary>
    public static Tensor<double> PixelSum(Tensor<double> relevance)
    {
        if (relevance.Shape.Rank != 3)
        {
            return relevance.Shape.Rank == 1 ? relevance.Reshape(1, relevance.Length) : relevance;
        }

        var map = new Tensor<double>(new Shape(relevance.Shape[1], relevance.Shape[2]));
        for (var i = 0; i < relevance.Length; i++)
        {
            map.Span[i % map.Length] += relevance.Span[i];
        }

        return map;
    }

    /// <summary>The explanation as JSON: a fixed order of names, all numbers in full precision, tensors as nested rows.</summary>
    public JsonObject ToJson() => ExplanationJson.Of(this);

    private static double Sum(Tensor<double> map, Func<double, double> term)
    {
        var sum = 0.0;
        foreach (var value in map.Span)
        {
            sum += term(value);
        }

        return sum;
    }
}
