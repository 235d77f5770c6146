using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QXai.Nn.Checkpoints;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Certificates;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Certificates;

public class CertificateTests
{
    private static readonly ExplainedModel Model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 4));
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);

    private static readonly string[] Applicable = [.. Explainers.All.Where(explainer => explainer.Refusal(Model) is null).Select(explainer => explainer.Name)];

    public static TheoryData<string> Methods => [.. Applicable];

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryMethodsCertificateHolds(string method)
    {
        var text = Issue(method);
        var report = CertificateVerifier.Verify(text, "c.json", Model, Input);
        Assert.True(report.Passed, Text(report));
        Assert.All(
            report.Lines.Where(line => line.Numbers > 0 && line.Claim is not ("model" or "input" or "target" or "version" or "identities")),
            line => Assert.Equal("by the textbook twin", line.How));
        Assert.Contains(report.Lines, line => line is { Claim: "identities", How: "both sides by the textbook twin of the right one" });
        Assert.Equal(text, Issue(method));
        Assert.Equal(text, CanonicalJson.Of(text));
    }

    [Theory]
    [InlineData("lrp")]
    [InlineData("qgrad-cam")]
    [InlineData("hybrid-lrp")]
    [InlineData("shapley")]
    public void EveryLineSaysWhoComputedIt(string method)
    {
        var lines = CertificateVerifier.Verify(Issue(method), "c.json", Model, Input).Lines.ToDictionary(line => line.Claim, line => line.How);
        Assert.Equal("by the textbook twin", lines["sanity"]);
        Assert.DoesNotContain("by the same code", lines.Values);
        Assert.Equal("by comparison", lines["equations"]);
        Assert.Equal(method is "lrp" or "hybrid-lrp" ? "by the textbook twin" : "by comparison", lines["ledger"]);
        Assert.Equal(method == "qgrad-cam" ? "by comparison" : "by the textbook twin", lines["promised"]);
    }

    public static TheoryData<string> Seeds => new(
        "taylor", "taylor-infinity", "shapley", "pauli-split", "qlrp", "qlrp pauli mixed", "qlrp pauli gradient-times-difference", "qlrp matrix-entries mixed");

    [Theory]
    [MemberData(nameof(Seeds))]
    public void HybridPropagationHoldsFromEveryCircuitRelevance(string seed)
    {
        var parts = seed.Split(' ');
        var options = new ExplainOptions { SeedMethod = parts[0], Basis = parts.Length > 1 ? parts[1] : null, Share = parts.Length > 1 ? parts[2] : null };
        var text = Certificate.Issue(Model, Input, 1, Explainers.Find("hybrid-lrp"), options).Json;
        var report = CertificateVerifier.Verify(text, "c.json", Model, Input);
        Assert.True(report.Passed, Text(report));
    }

    [Theory]
    [InlineData("middle")]
    [InlineData("trapezoid")]
    [InlineData("left")]
    [InlineData("right")]
    public void IntegratedGradientsHoldWithEveryQuadrature(string rule)
    {
        var text = Certificate.Issue(Model, Input, 1, Explainers.Find("integrated-gradients"), new ExplainOptions { Quadrature = rule, Steps = 7 }).Json;
        Assert.True(CertificateVerifier.Verify(text, "c.json", Model, Input).Passed);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void CertificatesHoldForOtherModels(string name, HybridOptions options)
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(options, 3));
        foreach (var method in Applicable.Where(method => Explainers.Find(method).Refusal(model) is null))
        {
            var text = Certificate.Issue(model, Input, 0, Explainers.Find(method), ExplainOptions.None).Json;
            var report = CertificateVerifier.Verify(text, "c.json", model, Input);
            Assert.True(report.Passed, $"{name}, {method}: {Text(report)}");
        }
    }

    public static TheoryData<string, HybridOptions> Variants => new()
    {
        { "norm", TestModels.Options() with { BatchNorm = true, Dropout = 0.2 } },
        { "re-uploading", TestModels.Options() with { Reuploading = true } },
        { "linear head", TestModels.Options() with { Head = Head.Linear, BridgePool = 2 } },
    };

    // Every number is changed in turn: without a new digest, the digest does not fit; with one, the claim itself fails, by name.
    [Theory]
    [InlineData("hybrid-lrp")]
    [InlineData("qgrad-cam")]
    public void AChangedNumberIsFoundAndNamed(string method)
    {
        var certificate = JsonNode.Parse(Issue(method))!.AsObject();
        var numbers = Numbers(certificate).ToArray();
        var expected = CertificateVerifier.Recompute(certificate, Model, Input, default);
        Assert.InRange(numbers.Length, 100, 2000);
        foreach (var number in numbers)
        {
            var path = number.GetPath();
            var forged = certificate.DeepClone().AsObject();
            Replace(forged, path, Other(number));
            Assert.Contains(CertificateVerifier.Compare(forged, expected).Lines, line => line is { Claim: "digest", Passed: false });

            // A changed premise leads to other numbers, so that everything is computed anew.
            var report = path is "$.target" or "$.sanity.seed"
                ? CertificateVerifier.Verify(CertificateDigest.Seal(forged), "c.json", Model, Input)
                : CertificateVerifier.Compare(JsonNode.Parse(CertificateDigest.Seal(forged))!.AsObject(), expected);
            Assert.False(report.Passed, $"{path} can be changed from {number.ToJsonString()} to {Other(number).ToJsonString()} unnoticed");
            Assert.True(report.Lines.Single(line => line.Claim == "digest").Passed);
            Assert.True(
                report.Lines.SelectMany(line => line.Failures).Any(failure => failure.StartsWith($"{path} ", StringComparison.Ordinal)),
                $"{path} is not named in {Text(report)}");
        }
    }

    // The digest is recomputed and every other claim left as it is: only the twin's own draw and map can tell.
    [Theory]
    [InlineData("smoothgrad")]
    [InlineData("deeplift")]
    [InlineData("score-cam")]
    [InlineData("occlusion")]
    [InlineData("hybrid-lrp")]
    public void ACorrelationWithARandomisedModelIsRecomputedByTheTwin(string method)
    {
        var forged = JsonNode.Parse(Issue(method))!.AsObject();
        var stages = forged["sanity"]!["stages"]!.AsArray();
        Assert.Equal(["circuit block 2", "circuit block 1", "angles", "conv3", "conv2", "conv1"], stages.Select(stage => stage!["name"]!.GetValue<string>()));
        var stated = stages[1]!["correlation"]!.GetValue<double>();
        stages[1]!["correlation"] = stated + 0.001;
        var report = CertificateVerifier.Verify(CertificateDigest.Seal(forged), "c.json", Model, Input);
        var line = Assert.Single(report.Lines, line => !line.Passed);
        Assert.Equal(("sanity", "by the textbook twin"), (line.Claim, line.How));
        Assert.StartsWith("$.sanity.stages[1].correlation is ", Assert.Single(line.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.method", "\"lime\"", "No method is called 'lime'")]
    [InlineData("$.model.fingerprint", "\"00\"", "$.model.fingerprint is \"00\", but computed ")]
    [InlineData("$.options[1].value", "\"zero\"", "$.relevance[0][0][0] is ")]
    [InlineData("$.equations[0].method", "\"QXai.X\"", "$.equations[0].method is \"QXai.X\", but computed ")]
    [InlineData("$.target", "2", "$.target is 2, but the score of that class is not $.score: one of the two was changed")]
    [InlineData("$.target", "-1", "$.target is -1, which is no class")]
    [InlineData("$.target", "\"7\"", "$.target is \"7\", which it cannot be")]
    [InlineData("$.extra", "1", "$.extra does not belong there")]
    [InlineData("$.scores", "[1]", "$.scores has 1 entries, but 3 were computed")]
    [InlineData("$.sanity", "null", "$.sanity is null, but computed ")]
    public void OtherForgeriesAreFound(string path, string value, string failure)
    {
        var forged = JsonNode.Parse(Issue("lrp"))!.AsObject();
        Replace(forged, path, JsonNode.Parse(value)!);
        var report = CertificateVerifier.Verify(CertificateDigest.Seal(forged), "c.json", Model, Input);
        Assert.False(report.Passed);
        Assert.Contains(report.Lines.SelectMany(line => line.Failures), text => text.StartsWith(failure, StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherModelOrInputFails()
    {
        var text = Issue("lrp");
        var other = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 5));
        Assert.Contains(CertificateVerifier.Verify(text, "c.json", other, Input).Lines, line => line is { Claim: "model", Passed: false });
        Assert.Contains(
            CertificateVerifier.Verify(text, "c.json", Model, TestModels.Noise(new(1, 6, 6), 9)).Lines,
            line => line is { Claim: "input", Passed: false });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"qxai-certificate","format":"qxai-certificate"}""")]
    public void WhatIsNoCertificateIsRefused(string text) => Assert.Equal(
        "c.json is no certificate: it is not a JSON object whose format is 'qxai-certificate'.",
        Assert.Throws<InputException>(() => CertificateVerifier.Verify(text, "c.json", Model, Input)).Message);

    [Fact]
    public void ACertificateHasThePublishedSchema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        foreach (var method in Applicable)
        {
            using var certificate = JsonDocument.Parse(Issue(method));
            Assert.Empty(SchemaCheck.Violations(schema.RootElement, schema.RootElement, certificate.RootElement, "$"));
        }

        using var wrong = JsonDocument.Parse(Issue("lrp").Replace("\"target\":1", "\"target\":-1").Replace("\"format\"", "\"formats\""));
        Assert.Equal(3, SchemaCheck.Violations(schema.RootElement, schema.RootElement, wrong.RootElement, "$").Count());
    }

    [Fact]
    public void NumbersAreStatedOnAGridOfTenDigits()
    {
        var grid = StatedNumber.For([123.456, -1e-9]);
        Assert.Equal(8, grid.Decimals);
        Assert.Equal(123.456, grid.Of(123.456));
        Assert.Equal(0.00000001, grid.Of(1.4e-8));
        Assert.Equal("0", CanonicalJson.Number(grid.Of(-1e-9)));
        Assert.Equal(12300000000000, new StatedNumber(-11).Of(12345678901234));
        Assert.Equal(1e-200, StatedNumber.For([1e-200]).Of(1e-200));
        Assert.Throws<InputException>(() => grid.Of(double.NaN));
    }

    private static string Issue(string method) => Certificate.Issue(Model, Input, 1, Explainers.Find(method), ExplainOptions.None).Json;

    private static string Text(VerificationReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        report.Write(text);
        return text.ToString();
    }

    private static IEnumerable<JsonNode> Numbers(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(pair => Numbers(pair.Value)),
        JsonArray a => a.SelectMany(Numbers),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => [v],
        _ => [],
    };

    private static JsonNode Other(JsonNode number)
    {
        var value = number.GetValue<double>();
        return value == 0 ? JsonValue.Create(1) : JsonValue.Create(-value);
    }

    private static void Replace(JsonObject root, string path, JsonNode value)
    {
        var parts = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode at = root;
        foreach (var part in parts[..^1])
        {
            at = part[0] == '[' ? at[int.Parse(part[1..^1], CultureInfo.InvariantCulture)]! : at[part]!;
        }

        if (parts[^1][0] == '[')
        {
            at[int.Parse(parts[^1][1..^1], CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            at[parts[^1]] = value;
        }
    }

    internal static string SchemaPath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "QXai.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "certificate.schema.json");
    }
}
