using System.Text.Json.Nodes;
using QXai.Xai.Certificates;

namespace QXai.Cli.Tests;

/// <summary>Certificates of explanations of bare circuits on the command line: written, verified, and found out where they were changed or are about
/// something else.</summary>
public sealed class CircuitCertificateTests : IDisposable
{
    private const string Ansatz = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float x0;
        input float x1;
        @qxai.weight
        input float w0;
        @qxai.weight
        input float w1;
        qubit[2] q;
        h q[0];
        ry(2*x0) q[0];
        rx(x1 + 0.3) q[1];
        cx q[0], q[1];
        ry(w0) q[0];
        cx q[1], q[0];
        rx(w1) q[1];
        """;

    private readonly TemporaryFolder folder = new();
    private readonly string circuit;

    public CircuitCertificateTests() => circuit = Write("ansatz.qasm", Ansatz);

    private string Subject => $"--circuit {circuit} --observable Z0+0.5*X1 --inputs 0.4,1.2 --weights 0.3,-0.8";

    [Fact]
    public void EveryMethodThatAppliesIsCertifiedAndHoldsByItsTwin()
    {
        var result = CommandLine.Run($"explain {Subject} --method all --samples 3 --certificate {folder["why.json"]}");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var files = Directory.GetFiles(folder.Root, "why.*.json");
        Assert.Equal(
            [
                "deeplift", "hybrid-lrp", "input-x-gradient", "integrated-gradients", "lrp", "occlusion", "pauli-split", "qlrp", "saliency", "shapley",
                "smoothgrad", "taylor", "taylor-infinity"
            ],
            files.Select(file => Path.GetFileName(file).Split('.')[1]).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var verified = Verify(file);
            Assert.True(verified.ExitCode == 0, file + verified.Output + verified.Error);
            Assert.Contains("pass  relevance, by the textbook twin: 2 numbers", verified.Output);
            Assert.Contains("pass  derivations, by the textbook twin: 8 numbers", verified.Output);
        }
    }

    [Fact]
    public void TheCertificateStatesFourDerivationsTheLedgerAndTheRandomisation()
    {
        var json = JsonNode.Parse(File.ReadAllText(Issue("why.json", "--method taylor --reference 0.1,0.2")))!;
        var ways = json["derivations"]!["ways"]!.AsArray();
        Assert.Equal(["adjoint", "parameter shift", "Lie bracket", "dual numbers"], ways.Select(way => way!["name"]!.GetValue<string>()));
        Assert.All(ways, way => Assert.Equal(ways[0]!["inputs"]!.ToJsonString(), way!["inputs"]!.ToJsonString()));
        Assert.Equal("circuit", json["derivations"]!["layer"]!.GetValue<string>());
        Assert.Equal("[0.1,0.2]", json["reference"]!.ToJsonString());
        Assert.Equal(2, json["sanity"]!["stages"]!.AsArray().Count);
        var entry = json["ledger"]![0]!;
        Assert.Equal(["f(reference)", "interactions"], entry["others"]!.AsArray().Select(line => line!["item"]!.GetValue<string>()));
        Assert.Equal(Number(entry["in"]), Number(entry["out"]) + entry["others"]!.AsArray().Sum(line => Number(line!["amount"])), 1e-9);
        Assert.Equal(Number(json["score"]), Number(entry["in"]), 1e-9);
    }

    [Theory]
    [InlineData("relevance", "$.relevance[1] is 0.125, but computed ")]
    [InlineData("scores", "$.scores[0] is 0.125, but computed ")]
    public void AChangedNumberIsNamedWhateverTheDigestSays(string member, string found)
    {
        var path = Issue("forged.json", "--method qlrp");
        var forged = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        forged[member]!.AsArray()[^1] = 0.125;
        File.WriteAllText(path, forged.ToJsonString());
        Assert.Contains("FAIL  digest, SHA-256 over the canonical form\n      $.digest is ", Verify(path).Output);
        File.WriteAllText(path, CertificateDigest.Seal(forged));
        var result = Verify(path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass  digest", result.Output);
        Assert.Contains(found, result.Output);
        Assert.EndsWith("The certificate does NOT hold.\n", result.Output);
    }

    [Theory]
    [InlineData("the derivations", "adjoint")]
    [InlineData("the ledger", "in")]
    public void ChangedEvidenceIsFoundToo(string what, string part)
    {
        var path = Issue("evidence.json", "--method pauli-split");
        var forged = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        if (part == "in")
        {
            forged["ledger"]![0]!["in"] = 0.125;
        }
        else
        {
            forged["derivations"]!["ways"]![0]!["inputs"]![0] = 0.125;
        }

        File.WriteAllText(path, CertificateDigest.Seal(forged));
        var result = Verify(path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"FAIL  {what[4..]}, by the textbook twin", result.Output);
    }

    [Theory]
    [InlineData("--observable Z0+0.5*X1 --inputs 0.4,1.2 --weights 0.3,-0.7", "$.model.fingerprint is ")]
    [InlineData("--observable Z0+0.5*Y1 --inputs 0.4,1.2 --weights 0.3,-0.8", "$.model.fingerprint is ")]
    [InlineData("--observable Z0+0.5*X1 --inputs 0.4,1.3 --weights 0.3,-0.8", "$.input.fingerprint is ")]
    public void OtherWeightsObservableOrInputsFail(string subject, string found)
    {
        var path = Issue("other.json", "--method saliency");
        var result = CommandLine.Run($"verify {path} --circuit {circuit} {subject}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass  digest", result.Output);
        Assert.Contains(found, result.Output);
    }

    [Fact]
    public void AnotherCircuitFails()
    {
        var (path, other) = (Issue("other.json", "--method saliency"), Write("other.qasm", Ansatz.Replace("rx(w1)", "ry(w1)", StringComparison.Ordinal)));
        var result = CommandLine.Run($"verify {path} {Subject.Replace(circuit, other, StringComparison.Ordinal)}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FAIL  model, ", result.Output);
        Assert.Contains("$.model.architecture.circuit[6].gate is \"RX\", but computed \"RY\"", result.Output);
    }

    [Fact]
    public void WhatDoesNotGoTogetherIsRefusedInOneLine()
    {
        var path = Issue("why.json", "--method saliency");
        Refused($"verify {path}", "Nothing to verify against was named: give --model FILE and a picture, or --circuit FILE.");
        Refused($"verify {path} --inputs 1,2", "--inputs would have no effect: it is for --circuit.");
        Refused($"verify {path} {Subject} --model m", "--model would have no effect: --circuit names what was explained.");
        Refused($"verify {path} {Subject} --index 3", "--index would have no effect: --circuit names what was explained.");
    }

    public void Dispose() => folder.Dispose();

    private static double Number(JsonNode? node) => node!.GetValue<double>();

    private static void Refused(string arguments, string error)
    {
        var result = CommandLine.Run(arguments);
        Assert.Equal((2, "", error), (result.ExitCode, result.Output, result.Error.Trim()));
    }

    private string Issue(string name, string method)
    {
        var result = CommandLine.Run($"explain {Subject} {method} --certificate {folder[name]}");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return folder[name];
    }

    private CommandLine Verify(string path) => CommandLine.Run($"verify {path} {Subject}");

    private string Write(string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }
}
