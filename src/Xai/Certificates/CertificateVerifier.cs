using System.Text.Json;
using System.Text.Json.Nodes;
using QXai.Numerics;
using QXai.Xai.Certificates.Twins;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>
/// Verifies a certificate against a model and an input: the digest over the canonical form, then every claim, computed anew from the premises (model,
/// input, method, options, class, seed) and compared within tolerances of the verifier's own; the certificate contains none. The textbook twins of
/// src/Reference compute everything that is measured: scores, relevance and ledger of every method, derivations, identities, the parameters of the
/// randomised models and their maps. Every line says who computed it.
/// </summary>
public static class CertificateVerifier
{
    private static readonly string[] Measured = ["relevance", "cam", "ledger", "root", "identities", "sanity", "derivations", "scores", "score", "promised"];

    /// <summary>
    /// The report, a line per claim. Throws <see cref="InputException"/>, one line that begins with <paramref name="name"/>, where the text is no
    /// certificate of this format.
    /// </summary>
    public static VerificationReport Verify(string json, string name, ExplainedModel model, Tensor<double> input, CancellationToken cancellation = default)
    {
        var certificate = Parse(json, name);
        try
        {
            return Compare(certificate, Recompute(certificate, model, input, cancellation));
        }
        catch (InputException refusal)
        {
            return new VerificationReport([Digest(certificate), Failed("premises", "by computing anew", refusal.Message)]);
        }
    }

    /// <summary>The report on a certificate, given what it should claim.</summary>
    internal static VerificationReport Compare(JsonObject certificate, (Claims Expected, IReadOnlySet<string> Twins) recomputed)
    {
        var (expected, twins) = recomputed;
        List<VerificationLine> lines = [Digest(certificate)];
        foreach (var (member, node) in expected.Root)
        {
            lines.Add(ClaimComparison.Of(expected, member, certificate[member], How(member, node, twins)));
        }

        lines.AddRange(certificate.Where(pair => pair.Key != CertificateDigest.Member && !expected.Root.ContainsKey(pair.Key))
            .Select(pair => Failed(pair.Key, "by comparison", $"$.{pair.Key} does not belong there")));
        if (lines.Any(line => line is { Claim: "score", Passed: false }))
        {
            lines.Add(Failed("premises", "by comparison", $"$.target is {certificate["target"]!.ToJsonString()}, but the score of that class is not $.score: one of the two was changed"));
        }

        return new VerificationReport(lines);
    }

    /// <summary>The member of that name as text; null where it is none.</summary>
    public static string? Text(string json, string member) => TryParse(json)?[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>What a certificate with these premises should claim, and which members a twin computed.</summary>
    internal static (Claims Expected, IReadOnlySet<string> Twins) Recompute(JsonObject certificate, ExplainedModel model, Tensor<double> input, CancellationToken cancellation)
    {
        var explainer = Explainers.Find(Premise<string>(certificate, "method"));
        var options = CertificateOptions.Read(certificate["options"] as JsonArray ?? throw new InputException("$.options is no list"), explainer);
        options = certificate["reference"] is { } reference ? options with { Reference = CertificateOptions.Reference(reference, input.Shape) } : options;
        var target = Premise<int>(certificate, "target");
        var seed = certificate["sanity"] is JsonObject sanity ? Premise<ulong>(sanity, "seed", "$.sanity.seed") : 1;
        var run = target >= 0 ? model.Run(input, target) : throw new InputException($"$.target is {target}, which is no class");
        var explanation = explainer.Explain(model, input, target, options);
        var seen = TwinModel.Of(run);
        var twin = TwinExplanation.Of(seen, input, explanation);
        var isRetold = seen is not null && twin.Twins.Contains("relevance");
        var (_, evidence) = EvidenceGathering.Of(
            model, input, target, explainer, options, explanation, seed, cancellation, isRetold ? SanityTwin.Of(seen!, model, input, twin.Result, seed) : null);
        HashSet<string> twins = [.. twin.Twins];
        if (evidence.Derivations.FirstOrDefault(way => way.Name == "dual numbers") is { } dual)
        {
            // All derivations must state what the one without a pullback gives.
            evidence = evidence with { Derivations = [.. evidence.Derivations.Select(way => way with { Inputs = dual.Inputs, Channels = dual.Channels })] };
            twins.Add("derivations");
        }

        if (seen is not null && evidence.Root is not null)
        {
            evidence = evidence with { Root = RootTwin.Of(CircuitTwin.Of(seen.Network, input, target, explanation.Reference!)) };
            twins.Add("root");
        }

        // Identities claim that both sides are equal: each is held against one of them.
        evidence = evidence with { Identities = [.. evidence.Identities.Select(identity => Held(identity))] };
        twins.UnionWith(evidence.Identities.Count > 0 && seen is not null ? ["identities"] : []);
        twins.UnionWith(evidence.Sanity.Count > 0 && isRetold ? ["sanity"] : []);
        return (CertificateJson.Of(model.Exact.Architecture, input.Shape.Extents.ToArray(), options.Reference, twin.Result, evidence), twins);

        Identity Held(Identity identity)
        {
            var value = seen is not null ? IdentityTwin.Of(identity.Statement, seen.Network, input, twin.Result) : identity.Left;
            return identity with { Left = value, Right = value };
        }
    }

    private static T Premise<T>(JsonObject from, string member, string? path = null) =>
        from[member] is JsonValue value && value.TryGetValue<T>(out var found) ? found : throw new InputException($"{path ?? $"$.{member}"} is {from[member]?.ToJsonString() ?? "missing"}, which it cannot be");

    private static VerificationLine Digest(JsonObject certificate)
    {
        var (stated, computed) = (certificate[CertificateDigest.Member]?.ToJsonString().Trim('"') ?? "missing", CertificateDigest.Of(certificate));
        return new("digest", "SHA-256 over the canonical form", 0, 0, 0, stated == computed ? [] : [$"$.digest is {stated}, but the certificate's members have {computed}"]);
    }

    /// <summary>Who computed a member; nobody where there is nothing to compute.</summary>
    private static string How(string member, JsonNode? expected, IReadOnlySet<string> twins) => expected is null or JsonArray { Count: 0 }
        ? "by comparison"
        : twins.Contains(member)
        ? member switch
        {
            "identities" => "both sides by the textbook twin of the right one",
            "root" => "searched anew, its score and distance by the textbook twin",
            _ => "by the textbook twin",
        }
        : Measured.Contains(member) ? "by the same code" : "by comparison";

    private static VerificationLine Failed(string claim, string how, string failure) => new(claim, how, 0, 0, 0, [failure]);

    private static JsonObject Parse(string json, string name) =>
        TryParse(json) is { } certificate && certificate["format"]?.ToJsonString() == $"\"{CertificateJson.Format}\""
            ? certificate
            : throw new InputException($"{name} is no certificate: it is not a JSON object whose format is '{CertificateJson.Format}'.");

    private static JsonObject? TryParse(string json)
    {
        try
        {
            // Reading with duplicate checks: a member that occurs twice would be read as one and hashed as the other.
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
