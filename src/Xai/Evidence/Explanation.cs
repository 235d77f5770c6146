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

    /// <summary>The layer whose maps were weighed.</summary>
    public required string Layer { get; init; }

    /// <summary>l, the class whose score is explained.</summary>
    public required int Target { get; init; }

    /// <summary>All scores in double precision, before any softmax.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>w_k of (Q7), one per map of the layer.</summary>
    public required IReadOnlyList<double> ChannelWeights { get; init; }

    /// <summary>sum_k A^k_ij w_k before the relu of (Q8), at the layer's resolution [h, w].</summary>
    public required Tensor<double> SignedMap { get; init; }

    /// <summary>The map of (Q8), at the layer's resolution [h, w].</summary>
    public required Tensor<double> Map { get; init; }

    /// <summary>R: <see cref="Map"/> interpolated bilinearly to the input's resolution [H, W].</summary>
    public required Tensor<double> Relevance { get; init; }

    /// <summary><see cref="SignedMap"/> interpolated bilinearly to the input's resolution [H, W].</summary>
    public required Tensor<double> SignedRelevance { get; init; }

    /// <summary>Which model: <see cref="QXai.Nn.Checkpoints.ModelFingerprint.Of{T}"/>.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>Which input: <see cref="Evidence.InputFingerprint.Of"/>.</summary>
    public required string InputFingerprint { get; init; }

    /// <summary>f^l as the trained model computes it, in its own precision.</summary>
    public required double TrainedScore { get; init; }

    /// <summary>Why the map shows nothing; null where it shows something.</summary>
    public string? BlankReason { get; init; }

    /// <summary>f^l in double precision.</summary>
    public double Score => Scores[Target];

    /// <summary>|f^l in double - f^l in the trained precision|.</summary>
    public double PrecisionGap => Math.Abs(Score - TrainedScore);

    /// <summary>
    /// f^l - sum_i R_i: zero for a conservative map (XQML II). Reported whether the method promises conservation or not; Grad-CAM does not.
    /// </summary>
    [Equation("XQML", "II")]
    public double ConservationResidual => Score - Sum(Relevance, value => value);

    /// <summary>What the relu of (Q8) cut off: the sum of max(-S_ij, 0) over the signed map.</summary>
    public double NegativeMass => Sum(SignedMap, value => Math.Max(-value, 0));

    /// <summary>What the relu of (Q8) kept: the sum of max(S_ij, 0) over the signed map.</summary>
    public double PositiveMass => Sum(SignedMap, value => Math.Max(value, 0));

    /// <summary>The explanation as JSON, all numbers in full precision; maps as rows.</summary>
    public JsonObject ToJson() => new()
    {
        ["method"] = Method,
        ["layer"] = Layer,
        ["target"] = Target,
        ["scores"] = Numbers(Scores),
        ["score"] = Score,
        ["trainedScore"] = TrainedScore,
        ["precisionGap"] = PrecisionGap,
        ["channelWeights"] = Numbers(ChannelWeights),
        ["conservationResidual"] = ConservationResidual,
        ["positiveMass"] = PositiveMass,
        ["negativeMass"] = NegativeMass,
        ["blankReason"] = BlankReason,
        ["signedMap"] = Rows(SignedMap),
        ["map"] = Rows(Map),
        ["relevance"] = Rows(Relevance),
        ["modelFingerprint"] = ModelFingerprint,
        ["inputFingerprint"] = InputFingerprint,
    };

    private static double Sum(Tensor<double> map, Func<double, double> term)
    {
        var sum = 0.0;
        foreach (var value in map.Span)
        {
            sum += term(value);
        }

        return sum;
    }

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => (JsonNode)value)];

    private static JsonArray Rows(Tensor<double> map) =>
        [.. Enumerable.Range(0, map.Shape[0]).Select(row => (JsonNode)Numbers(map.Slice(row).Span.ToArray()))];
}
