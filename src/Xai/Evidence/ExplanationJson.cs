using System.Text.Json.Nodes;
using QXai.Numerics;

namespace QXai.Xai.Evidence;

/// <summary>An explanation as JSON.</summary>
internal static class ExplanationJson
{
    public static JsonObject Of(Explanation explanation) => new()
    {
        ["method"] = explanation.Method,
        ["target"] = explanation.Target,
        ["scores"] = Numbers(explanation.Scores),
        ["score"] = explanation.Score,
        ["trainedScore"] = explanation.TrainedScore,
        ["precisionGap"] = explanation.PrecisionGap,
        ["options"] = Array(explanation.Options, option => new JsonObject { ["name"] = option.Name, ["value"] = option.Value }),
        ["reference"] = explanation.Reference is { } reference ? Rows(reference) : null,
        ["promised"] = explanation.Promised,
        ["total"] = explanation.Total,
        ["conservationResidual"] = explanation.ConservationResidual,
        ["ledger"] = Array(explanation.Ledger, line => new JsonObject { ["layer"] = line.Layer, ["item"] = line.Item, ["amount"] = line.Amount }),
        ["layers"] = Array(
            explanation.Layers, layer => new JsonObject { ["layer"] = layer.Layer, ["rule"] = layer.Rule, ["in"] = layer.In, ["out"] = layer.Out }),
        ["unaccounted"] = explanation.Unaccounted,
        ["positiveMass"] = explanation.PositiveMass,
        ["negativeMass"] = explanation.NegativeMass,
        ["blankReason"] = explanation.BlankReason,
        ["notes"] = Array(explanation.Notes, note => note),
        ["cam"] = explanation.Cam is { } cam ? Of(cam) : null,
        ["relevance"] = Rows(explanation.Relevance),
        ["modelFingerprint"] = explanation.ModelFingerprint,
        ["inputFingerprint"] = explanation.InputFingerprint,
    };

    private static JsonObject Of(CamEvidence cam) => new()
    {
        ["layer"] = cam.Layer,
        ["channelWeights"] = Numbers(cam.ChannelWeights),
        ["signedMap"] = Rows(cam.SignedMap),
        ["map"] = Rows(cam.Map),
    };

    private static JsonArray Array<TItem>(IEnumerable<TItem> items, Func<TItem, JsonNode> node) => [.. items.Select(node)];

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => (JsonNode)value)];

    private static JsonArray Rows(Tensor<double> tensor) => tensor.Shape.Rank <= 1
        ? Numbers(tensor.Span.ToArray())
        : [.. Enumerable.Range(0, tensor.Shape[0]).Select(row => (JsonNode)Rows(tensor.Slice(row)))];
}
