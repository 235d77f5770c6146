using System.Text.Json.Nodes;
using QXai.Numerics;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>The members of a certificate, in the words of docs/certificate.schema.json.</summary>
internal static class CertificateJson
{
    public const string Format = "qxai-certificate";
    public const int Version = 1;

    /// <summary>Four decimals: ranks of almost equal numbers may change places between machines.</summary>
    private static readonly StatedNumber Correlations = new(4);

    /// <summary>The four causes that every entry of the ledger states, zero or not.</summary>
    private static readonly (string Member, string Item)[] Causes =
        [("bias", "bias"), ("parameter", "parameter"), ("stabiliser", "stabiliser"), ("deadUnits", "dead units")];

    /// <summary>The claims; <paramref name="reference"/> is the reference point where one was given.</summary>
    public static Claims Of(string? architecture, IReadOnlyList<int> inputShape, Tensor<double>? reference, Explanation explanation, CertificateEvidence evidence)
    {
        var claims = new Claims();
        var root = claims.Root;
        var scores = StatedNumber.For(explanation.Scores);
        root["format"] = Format;
        root["version"] = Version;
        root["model"] = new JsonObject
        {
            ["fingerprint"] = explanation.ModelFingerprint,
            ["architecture"] = architecture is null ? null : JsonNode.Parse(architecture),
        };
        root["input"] = new JsonObject { ["fingerprint"] = explanation.InputFingerprint, ["shape"] = new JsonArray([.. inputShape.Select(extent => (JsonNode)extent)]) };
        root["method"] = explanation.Method;
        root["options"] = new JsonArray([.. explanation.Options.Select(option => new JsonObject { ["name"] = option.Name, ["value"] = option.Value })]);
        root["reference"] = reference is null ? null : Claims.Exact(reference);
        root["root"] = evidence.Root is { } point ? Root(claims, point, scores) : null;
        root["target"] = explanation.Target;
        root["scores"] = claims.Numbers(explanation.Scores, scores);
        root["score"] = claims.Number(explanation.Score, scores);
        root["promised"] = explanation.Promised is { } promised ? claims.Number(promised, scores) : null;
        root["relevance"] = claims.Rows(explanation.Relevance);
        root["cam"] = explanation.Cam is { } cam
            ? new JsonObject { ["layer"] = cam.Layer, ["channelWeights"] = claims.Numbers(cam.ChannelWeights), ["signedMap"] = claims.Rows(cam.SignedMap) }
            : null;
        root["ledger"] = Ledger(claims, CircuitExplainer.Gave(explanation) ? [OfCircuit(explanation)] : explanation.Layers);
        root["derivations"] = Derivations(claims, evidence);
        root["identities"] = new JsonArray([.. evidence.Identities.Select(identity => Identity(claims, identity))]);
        root["sanity"] = Sanity(claims, evidence);
        root["equations"] = new JsonArray([.. evidence.Equations.Select(use => new JsonObject { ["paper"] = use.Paper, ["number"] = use.Number, ["method"] = use.Method })]);
        return claims;
    }

    private static JsonObject Root(Claims claims, RootClaim root, StatedNumber scores) => new()
    {
        ["point"] = claims.Numbers(root.Point),
        ["value"] = claims.Number(root.Value, scores),
        ["distance"] = claims.Number(root.Distance, StatedNumber.For([root.Distance])),
        ["isRoot"] = root.IsRoot,
    };

    /// <summary>
    /// The ledger of a bare circuit as one layer's; a method that promises nothing leaves interactions of inputs. What is noise on the entry's grid
    /// is not stated, since another machine may find it to be zero.
    /// </summary>
    private static LayerRelevance OfCircuit(Explanation explanation)
    {
        var (ledger, rest) = (explanation.Ledger, explanation.Score - explanation.Total - explanation.Ledger.Sum(line => line.Amount));
        ledger = explanation.Promised is null ? [.. ledger, new LedgerLine("circuit", "interactions", rest)] : ledger;
        var grid = StatedNumber.For([explanation.Score, explanation.Total, .. ledger.Select(line => line.Amount)]);
        return new LayerRelevance("circuit", explanation.Method, explanation.Score, explanation.Total, [.. ledger.Where(line => grid.Of(line.Amount) != 0)]);
    }

    private static JsonArray Ledger(Claims claims, IReadOnlyList<LayerRelevance> layers)
    {
        var grid = StatedNumber.For(layers.SelectMany(layer => new[] { layer.In, layer.Out }.Concat(layer.Absorbed.Select(line => line.Amount))));
        return [.. layers.Select(layer => (JsonNode)Entry(layer))];

        JsonObject Entry(LayerRelevance layer)
        {
            var entry = new JsonObject { ["layer"] = layer.Layer, ["rule"] = layer.Rule, ["in"] = claims.Number(layer.In, grid), ["out"] = claims.Number(layer.Out, grid) };
            foreach (var (member, item) in Causes)
            {
                entry[member] = claims.Number(layer.Absorbed.Where(line => line.Item == item).Sum(line => line.Amount), grid);
            }

            entry["others"] = new JsonArray([.. layer.Absorbed.Where(line => !Causes.Any(cause => cause.Item == line.Item))
                .Select(line => new JsonObject { ["item"] = line.Item, ["amount"] = claims.Number(line.Amount, grid) })]);
            return entry;
        }
    }

    private static JsonObject? Derivations(Claims claims, CertificateEvidence evidence)
    {
        if (evidence.AuditedLayer is not { } layer)
        {
            return null;
        }

        var inputs = StatedNumber.For(evidence.Derivations[0].Inputs);
        var channels = StatedNumber.For(evidence.Derivations[0].Channels);
        return new JsonObject
        {
            ["layer"] = layer,
            ["ways"] = new JsonArray([.. evidence.Derivations.Select(way => new JsonObject
            {
                ["name"] = way.Name,
                ["inputs"] = claims.Numbers(way.Inputs, inputs),
                ["channels"] = claims.Numbers(way.Channels, channels),
            })]),
        };
    }

    private static JsonObject Identity(Claims claims, Identity identity)
    {
        var grid = StatedNumber.For(identity.Left.Concat(identity.Right));
        return new JsonObject
        {
            ["statement"] = identity.Statement,
            ["left"] = claims.Numbers(identity.Left, grid),
            ["right"] = claims.Numbers(identity.Right, grid),
        };
    }

    private static JsonObject? Sanity(Claims claims, CertificateEvidence evidence) => evidence.Sanity.Count == 0 ? null : new JsonObject
    {
        ["seed"] = evidence.SanitySeed,
        ["stages"] = new JsonArray([.. evidence.Sanity.Select(stage => new JsonObject
        {
            ["name"] = stage.Name,
            ["correlation"] = claims.Number(stage.Correlation, Correlations),
        })]),
    };
}
