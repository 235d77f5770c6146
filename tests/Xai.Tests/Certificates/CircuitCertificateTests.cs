using System.Text.Json;
using System.Text.Json.Nodes;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Xai.Certificates;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Certificates;

/// <summary>Certificates of bare circuits with an affine head, with inputs that are scaled, shifted, uploaded again and multiplied, by every method
/// that applies.</summary>
public class CircuitCertificateTests
{
    private static readonly Tensor<double> Input = Tensor<double>.From(new(3), [0.4, -1.1, 0.8]);

    private static readonly ExplainedModel Product = Model(
        new Circuit(3).H(0).RY(0, input: 0).RX(1, 2 * Angle.Input(1)).RY(2, input: 2).CNOT(0, 1).RY(0, weight: 0).CNOT(1, 2).RX(2, weight: 1));

    private static readonly ExplainedModel Uploaded = Model(
        new Circuit(3).H(0).H(1).RZ(0, input: 0).RY(1, Angle.Input(1) + 0.3).CNOT(0, 1).RZ(1, Angle.Input(0) * Angle.Input(1)).RY(2, weight: 0).CNOT(1, 2)
            .RX(2, Angle.Weight(1) * Angle.Input(2)).RY(0, -1 * Angle.Input(2)));

    public static TheoryData<bool, string> Methods
    {
        get
        {
            TheoryData<bool, string> data = [];
            foreach (var isProduct in (bool[])[true, false])
            {
                foreach (var explainer in Explainers.All.Where(explainer => explainer.Refusal(isProduct ? Product : Uploaded) is null))
                {
                    data.Add(isProduct, explainer.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryMethodsCertificateHoldsByItsTwinAndHasThePublishedSchema(bool isProduct, string method)
    {
        var model = isProduct ? Product : Uploaded;
        var text = Issue(model, method);
        var report = CertificateVerifier.Verify(text, "c.json", model, Input);
        Assert.True(report.Passed, string.Join("\n", report.Lines.SelectMany(line => line.Failures)));
        var lines = report.Lines.ToDictionary(line => line.Claim);
        Assert.All((string[])["scores", "score", "relevance", "derivations"], claim => Assert.Equal("by the textbook twin", lines[claim].How));
        Assert.Equal(12, lines["derivations"].Numbers);
        Assert.DoesNotContain(lines.Values, line => line.How == "by the same code");
        Assert.Equal(method is "taylor" or "taylor-infinity" or "qlrp", lines["root"].Numbers > 0);
        Assert.Equal(text, Issue(model, method));

        using var schema = JsonDocument.Parse(File.ReadAllText(CertificateTests.SchemaPath()));
        using var certificate = JsonDocument.Parse(text);
        Assert.Empty(SchemaCheck.Violations(schema.RootElement, schema.RootElement, certificate.RootElement, "$"));
    }

    [Theory]
    [InlineData("occlusion")]
    [InlineData("shapley")]
    public void WindowsAndGroupsOfSeveralInputsHold(string method)
    {
        var options = method == "shapley" ? new ExplainOptions { Groups = 2 } : new ExplainOptions { Window = 2, Stride = 2, Fill = 0.3 };
        var text = Certificate.Issue(Uploaded, Input, 1, Explainers.Find(method), options).Json;
        Assert.True(CertificateVerifier.Verify(text, "c.json", Uploaded, Input).Passed);
    }

    [Fact]
    public void TheRootPointOfATaylorScoreIsStatedAndCheckedByTheTwin()
    {
        var certificate = JsonNode.Parse(Issue(Product, "taylor"))!.AsObject();
        var root = certificate["root"]!.AsObject();
        double[] point = [.. root["point"]!.AsArray().Select(number => number!.GetValue<double>())];
        Assert.True(root["isRoot"]!.GetValue<bool>());
        Assert.Equal(0, Product.Run(Tensor<double>.From(new(3), point), 1).Scores[1], 1e-8);
        Assert.Equal(Math.Sqrt(point.Zip(Input.Span.ToArray(), (a, b) => (a - b) * (a - b)).Sum()), root["distance"]!.GetValue<double>(), 1e-8);
        var lines = CertificateVerifier.Verify(certificate.ToJsonString(), "c.json", Product, Input).Lines;
        Assert.Equal("searched anew, its score and distance by the textbook twin", lines.Single(line => line.Claim == "root").How);
        (string, JsonNode, string)[] forgeries =
        [
            ("value", 0.1, "$.root.value is 0.1, but"),
            ("distance", 3, "$.root.distance is 3, but"),
            ("isRoot", false, "$.root.isRoot is false, but computed true"),
        ];
        foreach (var (member, value, failure) in forgeries)
        {
            var forged = certificate.DeepClone().AsObject();
            forged["root"]![member] = value;
            var line = Assert.Single(CertificateVerifier.Verify(CertificateDigest.Seal(forged), "c.json", Product, Input).Lines, line => !line.Passed);
            Assert.StartsWith(failure, Assert.Single(line.Failures), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnotherCircuitWeightOrInputFails()
    {
        var text = Issue(Product, "saliency");
        Assert.Contains(CertificateVerifier.Verify(text, "c.json", Uploaded, Input).Lines, line => line is { Claim: "model", Passed: false });
        Assert.Contains(
            CertificateVerifier.Verify(text, "c.json", Model(((CircuitModel)Product.Exact).Circuit, 0.31), Input).Lines,
            line => line is { Claim: "model", Passed: false });
        Assert.Contains(
            CertificateVerifier.Verify(text, "c.json", Product, Tensor<double>.From(new(3), [0.4, -1.1, 0.9])).Lines,
            line => line is { Claim: "input", Passed: false });
    }

    private static string Issue(ExplainedModel model, string method) => Certificate.Issue(model, Input, 1, Explainers.Find(method), ExplainOptions.None).Json;

    private static ExplainedModel Model(Circuit circuit, double weight = 0.3) => ExplainedModel.Of(new CircuitModel(
        circuit, [Observable.Z(0), Observable.Parse("X1 Z2 + 0.5*Z1", 3)], [weight, -0.8], Tensor<double>.From(new(2, 2), [1, -0.5, 0.7, 1.2]), [0.1, 0.2]));
}
