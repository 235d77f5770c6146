using System.Text.Json;

namespace QXai.Cli.Tests;

/// <summary><c>qxai circuit diagnose</c> on files and on families of circuits.</summary>
public sealed class CircuitDiagnoseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_diagnosed_in_all_respects()
    {
        // <Z0> = cos(x + w): the variance of its slope is 1/2, its spectrum in x is {-1, 1} with |c| = 1/2, and no two qubits are entangled.
        var path = Write("r.qasm", "OPENQASM 3; include \"stdgates.inc\"; input float x;\n@qxai.weight\ninput float w; qubit[2] q; ry(x) q[0]; ry(w) q[0];");
        var result = CommandLine.Run(["circuit", "diagnose", path, "--input", "x=0.3", "w=0.1", "--samples", "400", "--json"]);
        var json = result.Json();
        Assert.Equal((2, 2, 1, 1), (Int(json, "qubits"), Int(json, "gates"), Int(json, "inputs"), Int(json, "weights")));
        Assert.InRange(json.GetProperty("gradientVariances")[0].GetDouble(), 0.4, 0.6);
        Assert.Equal(0, json.GetProperty("entanglement").GetProperty("mean").GetDouble(), 1e-12);
        Assert.Equal(0.4, json.GetProperty("entanglement").GetProperty("haar").GetDouble(), 1e-12);
        var spectrum = json.GetProperty("spectra")[0];
        Assert.Equal((1.0, 1), (spectrum.GetProperty("unit").GetDouble(), spectrum.GetProperty("degree").GetInt32()));
        Assert.Equal(0.5, Math.Sqrt(spectrum.GetProperty("coefficients")[2].EnumerateArray().Sum(part => part.GetDouble() * part.GetDouble())), 1e-12);
        Assert.Equal(75, json.GetProperty("expressibility").GetProperty("histogram").GetArrayLength());
        Assert.Equal((1000, 100), (Int(json.GetProperty("effectiveDimension"), "data"), Int(json.GetProperty("effectiveDimension"), "samples")));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("plateau").ValueKind);
        Assert.Contains("Expressibility: 400/400 samples", result.Error);
        Assert.Equal(result.Output, CommandLine.Run(["circuit", "diagnose", path, "--input", "x=0.3", "w=0.1", "--samples", "400", "--json"]).Output);
    }

    [Fact]
    public void Gradients_of_a_family_are_compared_between_numbers_of_qubits()
    {
        var json = CommandLine.Run("circuit diagnose --ansatz hardware-efficient --blocks 2 --qubits 1,2,3 --samples 200 --only gradients,entanglement --json")
            .Json();
        var points = json.GetProperty("plateau").GetProperty("points");
        Assert.Equal([1, 2, 3], points.EnumerateArray().Select(point => Int(point, "qubits")));
        Assert.Equal(3, Int(json, "qubits"));
        Assert.True(json.GetProperty("plateau").GetProperty("slope").GetDouble() < 0);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("expressibility").ValueKind);
        Assert.InRange(json.GetProperty("entanglement").GetProperty("mean").GetDouble(), 0.1, 1);
    }

    [Fact]
    public void Words_say_what_the_numbers_mean()
    {
        var result = CommandLine.Run("circuit diagnose --ansatz basic --blocks 1 --encoding arctan --qubits 2 --samples 50");
        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.Split('\n');
        Assert.Equal("basic, 1 blocks, after the arctan encoding: 2 qubits, 10 gates, 2 inputs, 6 weights", lines[0]);
        Assert.Equal("Weights uniform in [0, 2 pi), 50 samples, seed 1.", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("expressibility       KL(circuit || Haar) = "));
        Assert.Contains("spectrum of x0       FourierSpectrum: -2*atan(x0) is no multiple of x0, so that the expectation has no finite spectrum in it.", lines);
        Assert.Contains(lines, line => line.StartsWith("effective dimension  "));
    }

    [Fact]
    public void What_a_circuit_has_not_is_said_and_the_rest_measured()
    {
        var result =
            CommandLine.Run(["circuit", "diagnose", Write("z.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rz(0.3) q[0];"), "--samples", "20"]);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("effective dimension  EffectiveDimension: the 1 weights do not change the probabilities of qubits [0].", result.Output);
        Assert.Contains("gradient variances   of <Z0>, by weight: 0\n                     1 of 1 weights do not move it", result.Output);
        var family = CommandLine.Run("circuit diagnose --ansatz qcnn --qubits 1,2 --samples 20 --only gradients --json");
        Assert.Equal(
            "GradientVariance: weight 0 does not exist in a circuit of 0 weights.",
            family.Json().GetProperty("plateau").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("", "Nothing to diagnose was named: give a file, or --ansatz NAME.")]
    [InlineData("--ansatz cake", "--ansatz cake: one of basic, strongly-entangling, hardware-efficient, qcnn is needed.")]
    [InlineData("--ansatz qcnn --blocks 2", "--blocks would have no effect: the levels of --ansatz qcnn follow from the qubits.")]
    [InlineData("--ansatz basic --qubits 4,2", "--qubits 4,2: ascending numbers from 1 to 20, separated by commas, are needed.")]
    [InlineData("--ansatz basic --qubits 30", "--qubits 30: ascending numbers from 1 to 20, separated by commas, are needed.")]
    [InlineData("--ansatz basic --samples 1", "--samples 1: a number from 2 to 10000000 is needed.")]
    [InlineData("--ansatz basic --data 5", "--data 5: at least 100 are needed.")]
    [InlineData("--ansatz basic --only taste", "--only taste: this is none of expressibility, entanglement, gradients, spectrum, dimension.")]
    [InlineData("--ansatz basic --encoding morse", "--encoding morse: one of none, angle, arctan, ry-rz-arctan, iqp is needed.")]
    [InlineData("--ansatz basic --reuploading", "--reuploading would have no effect: there is no --encoding to repeat.")]
    [InlineData("--ansatz basic --input t=1", "--input would have no effect: the inputs of an ansatz are 0.")]
    [InlineData("--ansatz basic --observable Z7", "Observable \"Z7\", column 1: qubit 7 of Z7 does not exist among 6 qubits, numbered 0 to 5.")]
    [InlineData("{file} --ansatz basic", "A file and --ansatz were both given: one circuit is diagnosed, from one of them.")]
    [InlineData("{file} --blocks 3", "--blocks would have no effect: it describes --ansatz.")]
    [InlineData("{noisy}", "{noisy}: it has noise, but diagnoses are of pure states from |0...0> on.")]
    public void What_makes_no_sense_is_refused_in_one_line(string arguments, string expected)
    {
        string Expand(string text) => text.Replace("{file}", folder["a.qasm"]).Replace("{noisy}", folder["n.json"]);
        Write("a.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rx(0.3) q[0];");
        Write("n.json", """{"n": 1, "gates": [{"channel": "bitflip", "wires": [0], "p": 0.1}]}""");
        var result = CommandLine.Run(Expand("circuit diagnose " + arguments));
        Assert.Equal((2, "", Expand(expected) + "\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void A_long_diagnosis_can_be_cancelled()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var result = CommandLine.Run("circuit diagnose --ansatz strongly-entangling --blocks 20 --qubits 8,10,12 --samples 1000000", soon.Token);
        Assert.Equal((130, ""), (result.ExitCode, result.Output));
        Assert.EndsWith("Cancelled.\n", result.Error);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    private static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
