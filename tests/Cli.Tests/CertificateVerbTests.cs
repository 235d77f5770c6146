using System.Text.Json.Nodes;
using QXai.Xai.Certificates;

namespace QXai.Cli.Tests;

/// <summary>Certificates on the command line: written, verified, and found out where they were changed.</summary>
public class CertificateVerbTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    private const string Subject = "--model {model} {test} --index 3";

    [Fact]
    public void ACertificateIsWrittenAndHolds()
    {
        var path = Issue("why.json", "--method hybrid-lrp --ledger");
        var verified = Verify(path);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains("pass  relevance, by the textbook twin: ", verified.Output);
        Assert.EndsWith("The certificate holds.\n", verified.Output);
        var json = CommandLine.Run(world.Expand($"verify {path} {Subject} --json")).Json();
        Assert.True(json.GetProperty("passed").GetBoolean());
        Assert.Equal("digest", json.GetProperty("lines")[0].GetProperty("claim").GetString());
    }

    [Fact]
    public void TheLedgerIsPrintedBesideTheCertificate()
    {
        var result = CommandLine.Run(world.Expand($"explain {Subject} --method lrp --ledger --certificate {Path.Combine(world.Root, "ledger.json")}"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("conv1", result.Output);
        Assert.Contains("unaccounted", result.Output);
        var refused = CommandLine.Run(world.Expand($"explain {Subject} --method saliency --ledger"));
        Assert.Equal((2, "--ledger would have no effect: saliency keeps no ledger by layers.\n"), (refused.ExitCode, refused.Error));
    }

    [Fact]
    public void AChangedNumberIsNamedWhateverTheDigestSays()
    {
        var path = Issue("forged.json", "--method saliency");
        var forged = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        forged["scores"]![1] = 0.125;
        File.WriteAllText(path, forged.ToJsonString());
        var unsealed = Verify(path);
        Assert.Equal(1, unsealed.ExitCode);
        Assert.Contains("FAIL  digest, SHA-256 over the canonical form\n      $.digest is ", unsealed.Output);
        File.WriteAllText(path, CertificateDigest.Seal(forged));
        var found = Verify(path);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("pass  digest", found.Output);
        Assert.Contains("      $.scores[1] is 0.125, but computed ", found.Output);
        Assert.EndsWith("The certificate does NOT hold.\n", found.Output);
    }

    [Fact]
    public void AnotherModelOrPictureFails()
    {
        var path = Issue("other.json", "--method saliency");
        var picture = CommandLine.Run(world.Expand($"verify {path} --model {{model}} {{test}} --index 4"));
        Assert.Equal(1, picture.ExitCode);
        Assert.Contains("FAIL  input, ", picture.Output);
        var other = Path.Combine(world.Root, "another.safetensors");
        Assert.Equal(0, CommandLine.Run(world.Expand($"train --dataset mnist --data {{data}} --epochs 1 --seed 5 {{tiny}} --out {other}")).ExitCode);
        var model = CommandLine.Run(world.Expand($"verify {path} --model {other} {{test}} --index 3"));
        Assert.Equal(1, model.ExitCode);
        Assert.Contains("      $.model.fingerprint is ", model.Output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    public void AFileThatEndsTooSoonIsNoCertificate(int length)
    {
        var (path, cut) = (Issue("whole.json", "--method saliency"), Path.Combine(world.Root, "cut.json"));
        File.WriteAllText(cut, File.ReadAllText(path)[..length]);
        Refused(cut, $"{cut} is no certificate: it is not a JSON object whose format is 'qxai-certificate'.\n");
    }

    [Theory]
    [InlineData("\"scores\":[", "\"scores\":[NaN,")]
    [InlineData("\"scores\":[", "\"scores\":[Infinity,")]
    public void WhatIsNoNumberIsNoJson(string from, string to)
    {
        var (path, bad) = (Issue("whole.json", "--method saliency"), Path.Combine(world.Root, "nan.json"));
        File.WriteAllText(bad, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
        Refused(bad, $"{bad} is no certificate: it is not a JSON object whose format is 'qxai-certificate'.\n");
    }

    [Fact]
    public void AMissingFileIsSaidInOneLine() => Assert.Single(Refused(Path.Combine(world.Root, "none.json"), null).TrimEnd().Split('\n'));

    [Fact]
    public void AGivenReferenceTravelsWithTheCertificate()
    {
        var path = Issue("reference.json", "--method deeplift --reference 1");
        Assert.Equal(0, Verify(path).ExitCode);
        var forged = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.Equal(1, forged["reference"]![0]![0]![0]!.GetValue<double>());
        forged["reference"]![0]![0]![0] = 0.5;
        File.WriteAllText(path, CertificateDigest.Seal(forged));
        var found = Verify(path);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("FAIL  relevance, ", found.Output);
        forged["reference"] = new JsonArray(1, 2);
        File.WriteAllText(path, CertificateDigest.Seal(forged));
        Assert.Contains("      $.reference has 2 numbers in 1 axes, but the input has shape ", Verify(path).Output);
    }

    [Fact]
    public void EveryMethodGetsItsOwnCertificate()
    {
        var folder = Directory.CreateDirectory(Path.Combine(world.Root, "every")).FullName;
        Issue(Path.Combine("every", "why.json"), "--method all --groups 1 --samples 2 --steps 4");
        var files = Directory.GetFiles(folder);
        Assert.True(files.Length >= 17);
        Assert.Contains(Path.Combine(folder, "why.grad-cam++.json"), files);
        Assert.DoesNotContain(Path.Combine(folder, "why.json"), files);
        Assert.Equal(0, Verify(Path.Combine(folder, "why.smoothgrad.json")).ExitCode);
    }

    private string Issue(string name, string method)
    {
        var path = Path.Combine(world.Root, name);
        var result = CommandLine.Run(world.Expand($"explain {Subject} {method} --certificate {path}"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return path;
    }

    private CommandLine Verify(string path) => CommandLine.Run(world.Expand($"verify {path} {Subject}"));

    private string Refused(string path, string? message)
    {
        var result = Verify(path);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.True(message is null || message == result.Error, result.Error);
        return result.Error;
    }
}
