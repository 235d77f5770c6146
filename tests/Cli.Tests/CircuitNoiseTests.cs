namespace QXai.Cli.Tests;

/// <summary><c>qxai circuit</c> on circuits with noise channels and errors of readout.</summary>
public sealed class CircuitNoiseTests : CircuitVerbFixture
{
    /// <summary>RY(t), then depolarising with p: the Bloch vector shrinks by 1 - 4p/3.</summary>
    private string Noisy() => Write("n.json",
        """
        {"n": 2, "gates": [{"name": "RY", "wires": [0], "params": [0.3]}, {"channel": "depolarizing", "wires": [0], "p": 0.3}],
         "observables": [[[1.0, "ZI"]], [[1.0, "XI"]]]}
        """);

    [Fact]
    public void Run_tells_the_end_of_a_noisy_circuit_in_words()
    {
        var (code, output, error) = Invoke("run", Noisy());
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            """
            n.json: 2 qubits, 1 gates, 1 noise channels
            Purity: 0.6800000000
            Most probable basis states (qubit 0 on the left), probabilities:
              00  0.7866009467
              10  0.2133990533
            <Z> of every qubit:  0.5732018935  1.0000000000
            <Z0> = 0.5732018935
              gradient: -0.1773121240
            <X0> = 0.1773121240
              gradient:  0.5732018935

            """.ReplaceLineEndings("\n"),
            output);
        Assert.Equal(["expval", "grad"], Json("run", Noisy(), "--json").EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Shots_of_a_noisy_circuit_come_within_standard_errors()
    {
        var json = Json("run", Noisy(), "--shots", "10000", "--seed", "3", "--json");
        Assert.Equal(10000, json.GetProperty("counts").EnumerateArray().Sum(count => count.GetProperty("count").GetInt32()));
        Assert.Equal("00", json.GetProperty("counts")[0].GetProperty("bits").GetString());
        foreach (var (estimate, exact) in json.GetProperty("estimates").EnumerateArray().Zip([0.6 * Math.Cos(0.3), 0.6 * Math.Sin(0.3)]))
        {
            Assert.InRange((estimate.GetProperty("mean").GetDouble() - exact) / estimate.GetProperty("standardError").GetDouble(), -4, 4);
        }

        Assert.Equal("0 shots are outside 1 to 1000000000.\n", Invoke("run", Noisy(), "--shots", "0").Error);
    }

    /// <summary>RY(0.8), then perhaps a channel that does nothing, read with errors: &lt;Z0&gt; = 0.7 cos 0.8 + 0.1.</summary>
    private string Misread(bool channel, int qubits = 2) => Write("r.json", $$"""
        {"n": {{qubits}}, "gates": [{"name": "RY", "wires": [0], "params": [0.8]}{{(channel ? """, {"channel": "bitflip", "wires": [0], "p": 0}""" : "")}}],
         "observables": [[[1, "Z{{new string('I', qubits - 1)}}"]]],
         "readout": [[0.1, 0.2]{{string.Concat(Enumerable.Repeat(", [0, 0]", qubits - 1))}}], "want": ["expval"]}
        """);

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    [InlineData(false, 13)]
    [InlineData(true, 13)]
    public void Shots_are_read_with_the_errors_of_the_file(bool channel, int qubits)
    {
        var json = Json("run", Misread(channel, qubits), "--shots", "2000", "--seed", "3", "--json");
        var exact = 0.7 * Math.Cos(0.8) + 0.1;
        var ones = json.GetProperty("counts").EnumerateArray()
            .Where(count => count.GetProperty("bits").GetString()![0] == '1').Sum(count => count.GetProperty("count").GetInt32());
        Assert.InRange((1 - 2 * ones / 2000.0 - exact) / Math.Sqrt((1 - exact * exact) / 2000), -4, 4);
        var estimate = json.GetProperty("estimates")[0];
        Assert.InRange((estimate.GetProperty("mean").GetDouble() - exact) / Math.Max(1e-12, estimate.GetProperty("standardError").GetDouble()), -4, 4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_and_grad_and_info_tell_of_readout_errors(bool channel)
    {
        var path = Misread(channel);
        var (code, output, error) = Invoke("run", path);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("<Z> of every qubit as it is read:  0.5876946965  1.0000000000\n<Z0> = 0.5876946965\n", output, StringComparison.Ordinal);
        Assert.Equal(-0.7 * Math.Sin(0.8), Json("grad", path, "--json").GetProperty("grad")[0][0].GetDouble(), 1e-12);
        Assert.Contains("\nreadout      errors of q0\n", Invoke("info", path).Output, StringComparison.Ordinal);
        Assert.Equal(
            $"r.json: it has {(channel ? "noise" : "readout errors")}, but diagnoses are of pure states from |0...0> on.\n", Invoke("diagnose", path).Error);
    }

    [Fact]
    public void Shots_of_a_large_noisy_circuit_are_drawn_by_trajectories()
    {
        var path = Write("n16.json", """
            {"n": 16, "gates": [{"name": "H", "wires": [0]}, {"channel": "bitflip", "wires": [15], "p": 0.25}], "observables": [[[1.0, "IIIIIIIIIIIIIIIZ"]]]}
            """);
        var json = Json("run", path, "--shots", "400", "--json");
        Assert.Equal(4, json.GetProperty("counts").GetArrayLength());
        var estimate = json.GetProperty("estimates")[0];
        Assert.InRange((estimate.GetProperty("mean").GetDouble() - 0.5) / estimate.GetProperty("standardError").GetDouble(), -4, 4);
        Assert.Equal(
            "Circuit: with noise, 16 qubits need a density matrix, which exists for at most 14; shots can be drawn of more.\n",
            Invoke("run", path).Error);
    }

    [Theory]
    [InlineData("adjoint")]
    [InlineData("shift")]
    public void Grad_of_a_noisy_circuit_sees_the_noise(string method)
    {
        var json = Json("grad", Noisy(), "--method", method, "--json");
        Assert.Equal(0.6 * Math.Cos(0.3), json.GetProperty("expval")[0].GetDouble(), 1e-12);
        Assert.Equal(-0.6 * Math.Sin(0.3), json.GetProperty("grad")[0][0].GetDouble(), 1e-12);
        Assert.Equal("--method lie: n.json has noise, for which there are: adjoint, shift.\n", Invoke("grad", Noisy(), "--method", "lie").Error);
    }
}
