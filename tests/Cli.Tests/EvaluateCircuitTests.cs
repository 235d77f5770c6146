using System.Text.Json;

namespace QXai.Cli.Tests;

/// <summary><c>qxai evaluate-explanations --circuit</c>: a circuit whose score is cos x0 + cos x1, so that every number can be told in advance, and
/// one with weights.</summary>
public sealed class EvaluateCircuitTests : IDisposable
{
    private const string TwoCosines = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float x0;
        input float x1;
        qubit[2] q;
        ry(x0) q[0];
        ry(x1) q[1];
        """;

    private const string Trained = TwoCosines + """

        cx q[0], q[1];
        @qxai.weight
        input float w0;
        @qxai.weight
        input float w1;
        ry(w0) q[0];
        cx q[1], q[0];
        ry(w1) q[1];
        """;

    private readonly TemporaryFolder folder = new();

    private string Circuit => Write("two.qasm", TwoCosines);

    [Fact]
    public void AnAdditiveScoreHasTheNumbersThatFollowFromItsFormula()
    {
        var rows = Write("rows.csv", "x0,x1,relevant\n0.5,2,10\n\n 1.5 ,-0.25,10\n3,1,10\n");
        var json = Run($"--circuit {Circuit} --observable Z0+Z1 --samples-file {rows} --methods shapley,occlusion,saliency --json").Json();
        Assert.Equal(3, json.GetProperty("samples").GetInt32());
        Assert.Equal("the first 3 rows of rows.csv", json.GetProperty("circuit").GetProperty("samples").GetString());
        Assert.Equal(0, Mean(json, "conservation", "shapley"), 1e-12);
        Assert.Equal(1, Mean(json, "faithfulness-correlation", "shapley"), 1e-12);
        Assert.Equal(1, Mean(json, "faithfulness-correlation", "occlusion"), 1e-12);

        // The areas of an additive score add up to f(x) + f(0), whatever the order.
        var ends = ((double[][])[[0.5, 2], [1.5, -0.25], [3, 1]]).Average(x => Math.Cos(x[0]) + Math.Cos(x[1]) + 2);
        foreach (var method in (string[])["shapley", "saliency", "random map"])
        {
            Assert.Equal(ends, Mean(json, "deletion", method) + Mean(json, "insertion", method), 1e-12);
        }

        // |R| = (1 - cos x0, 1 - cos x1), of which the first is inside a mask of half the inputs.
        var inside = ((double[][])[[0.5, 2], [1.5, -0.25], [3, 1]]).Average(x => 2 * (1 - Math.Cos(x[0])) / (2 - Math.Cos(x[0]) - Math.Cos(x[1])));
        Assert.Equal(inside, Mean(json, "energy-inside", "shapley"), 1e-12);

        // |sin x0| > |sin x1| in the second row only.
        Assert.Equal(1.0 / 3, Mean(json, "pointing-game", "saliency"), 1e-12);
        Assert.StartsWith("needs randomised models", json.GetProperty("leftOut").GetProperty("parameter-randomisation").GetString());
    }

    [Fact]
    public void DrawnInputsAndWeightsGiveTheSameTableForAnyNumberOfThreads()
    {
        var (circuit, picture, journal) = (Write("trained.qasm", Trained), folder["table.png"], folder["work.jsonl"]);
        var brief = $"--circuit {circuit} --observable Z1 --weights 0.4,1.3 --samples 4 --methods shapley,input-x-gradient "
            + "--metrics conservation,infidelity,max-sensitivity,parameter-randomisation";
        var alone = Run($"{brief} --threads 1");
        Assert.Equal(0, alone.ExitCode);
        Assert.StartsWith(
            "trained.qasm, <Z1>, 4 samples drawn uniformly from [-3.14159, 3.14159) with seed 1; "
            + "a pixel is an input of the circuit, the baseline is 0.\nconservation: ",
            alone.Output);
        Assert.Matches("  random map +1[.]0000  \\[1[.]000, 1[.]000\\]\n", alone.Output);
        Assert.Equal(alone.Output, Run($"{brief} --threads 2 --journal {journal}").Output);
        Assert.Equal(alone.Output, Run($"{brief} --journal {journal}").Output);
        Assert.StartsWith($"--journal {journal}: it holds another work", Run($"{brief} --range 0,1 --journal {journal}").Error);
        Assert.NotEqual(alone.Output, Run($"{brief} --seed 2").Output);
        Assert.EndsWith($"Written to {picture}.\n", Run($"{brief} --out {picture}").Output);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
    }

    // No machine holds 2^40 amplitudes, 16 TiB each: three states of one input; 1 + 3 (1 + 3) of three samples at once by a relevance of circuits.
    [Fact]
    public void CircuitsWhoseStatesDoNotFitAreRefusedBeforeTheyAreSimulated()
    {
        var large = Write("large.qasm", TwoCosines.Replace("qubit[2]", "qubit[40]"));
        var one = CommandLine.Run($"explain --circuit {large} --observable Z0 --inputs 1,2 --method saliency");
        Assert.Equal(2, one.ExitCode);
        Assert.Matches("^Explaining a circuit of 40 qubits by saliency needs 49152 GiB of memory, but .* are available[.]\n$", one.Error);
        var journal = folder["large.jsonl"];
        var many = Run($"--circuit {large} --observable Z0 --samples 3 --threads 5 --methods taylor,saliency --metrics gini --journal {journal}");
        Assert.Equal(2, many.ExitCode);
        Assert.Matches(
            "^Explaining a circuit of 40 qubits by 2 methods, 3 samples at once, needs 212992 GiB of memory, but .* are available[.]\n$", many.Error);
        Assert.False(File.Exists(journal));
    }

    // Of two inputs there are two orders, so that the correlation of a sample is 1 or -1: the same order of |R| under both weights, or not.
    [Fact]
    public void ASecondListOfWeightsServesTheRandomLabelCheck()
    {
        var (circuit, rows) = (Write("trained.qasm", Trained), Write("rows.csv", "0.5,2\n1.5,-0.25\n3,1\n-1,0.7\n"));
        var brief = $"--circuit {circuit} --observable Z1 --weights 0.4,1.3 --samples-file {rows} --methods saliency --metrics random-labels";
        Assert.Equal(1, Mean(Run($"{brief} --random-label-weights 0.4,1.3 --json").Json(), "random-labels", "saliency"));
        bool IsFirstLarger(string inputs, string weights)
        {
            var explained = CommandLine.Run(
                $"explain --circuit {circuit} --observable Z1 --weights {weights} --inputs {inputs} --method saliency --json").Json();
            return explained.GetProperty("relevance")[0].GetDouble() > explained.GetProperty("relevance")[1].GetDouble();
        }

        bool[] same = [.. ((string[])["0.5,2", "1.5,-0.25", "3,1", "-1,0.7"]).Select(x => IsFirstLarger(x, "0.4,1.3") == IsFirstLarger(x, "2.9,0.2"))];
        Assert.InRange(same.Count(equal => equal), 1, 3);
        var json = Run($"{brief} --random-label-weights 2.9,0.2 --json").Json();
        Assert.Equal(same.Average(equal => equal ? 1 : -1), Mean(json, "random-labels", "saliency"), 1e-12);
        Assert.Equal(1, Mean(json, "random-labels", "random map"));

        var journal = folder["labels.jsonl"];
        Assert.Equal(0, Run($"{brief} --random-label-weights 2.9,0.2 --journal {journal}").ExitCode);
        Assert.StartsWith($"--journal {journal}: it holds another work", Run($"{brief} --random-label-weights 2.9,0.3 --journal {journal}").Error);
        Assert.Equal("random-labels: needs a model trained on random labels, and none was given", Run(brief).Error.Trim());
    }

    [Fact]
    public void TheReferenceStandsForAbsentInputs()
    {
        var rows = Write("rows.csv", "0.5,2\n1.5,-0.25");
        var json = Run(
            $"--circuit {Circuit} --observable Z0+Z1 --samples-file {rows} --reference 0.5,1 --methods shapley "
            + "--metrics conservation,deletion,insertion --json").Json();
        Assert.Equal([0.5, 1], json.GetProperty("circuit").GetProperty("baseline").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(0, Mean(json, "conservation", "shapley"), 1e-12);
        var ends = ((double[][])[[0.5, 2], [1.5, -0.25]]).Average(x => Math.Cos(x[0]) + Math.Cos(x[1]) + Math.Cos(0.5) + Math.Cos(1));
        Assert.Equal(ends, Mean(json, "deletion", "shapley") + Mean(json, "insertion", "shapley"), 1e-12);
    }

    [Fact]
    public void TheRowsSayHowManyParametersOfAJsonCircuitAreInputs()
    {
        var circuit = Write(
            "two.json",
            """
            {"n": 1, "params": [9, 0.3], "gates": [{"name": "RY", "wires": [0], "params": [{"p": 0}]}, {"name": "RX", "wires": [0], "params": [{"p": 1}]}],
             "observables": [[[1.0, "X"]], [[1.0, "Z"]]]}
            """);
        var rows = Write("rows.csv", "0.5\n1\n");
        var json = Run($"--circuit {circuit} --class 1 --samples-file {rows} --methods occlusion --metrics deletion,insertion,parameter-randomisation --json")
            .Json();
        Assert.Equal("Z0", json.GetProperty("circuit").GetProperty("observable").GetString());

        // One input: both curves go straight from one end to the other, f = cos 0.3 cos x.
        Assert.Equal(((double[])[0.5, 1]).Average(x => Math.Cos(0.3) * (Math.Cos(x) + 1) / 2), Mean(json, "deletion", "occlusion"), 1e-12);
        Assert.StartsWith("A circuit in JSON needs --samples-file: ", Run($"--circuit {circuit}").Error);
    }

    [Theory]
    [InlineData("0.5,2\n1,x\n", ", line 2, column 3: 'x' is no finite number.")]
    [InlineData("x0,x1\n0.5,2\n1,  nan\n", ", line 3, column 5: 'nan' is no finite number.")]
    [InlineData("0.5,two\n1,2\n", ", line 1, column 5: 'two' is no finite number.")]
    [InlineData("0.5,2\n1\n", ", line 2, column 1: the row has 1 fields, but the first one has 2.")]
    [InlineData("0.5,2\n1,2,3\n", ", line 2, column 5: the row has 3 fields, but the first one has 2.")]
    [InlineData("a,b,relevant\n1,2,01\n1,2,2\n", ", line 3, column 5: '2' does not say which inputs are relevant: 2 digits 0 or 1 are needed, one per input.")]
    [InlineData("relevant\n1\n", ", line 1, column 1: the column 'relevant' stands alone; columns of inputs are needed before it.")]
    [InlineData(
        "0.5,2\n",
        " has 1 rows of inputs, but at least 2 samples are needed for an interval; one row of numbers with commas between them is one sample.")]
    [InlineData("", " has 0 rows of inputs, but at least 2 samples are needed for an interval; one row of numbers with commas between them is one sample.")]
    public void ABadFileIsRefusedWithLineAndColumn(string text, string error)
    {
        var rows = Write("bad.csv", text);
        var result = Run($"--circuit {Circuit} --observable Z0 --samples-file {rows}");
        Assert.Equal((2, "", rows + error), (result.ExitCode, result.Output, result.Error.Trim()));
    }

    [Theory]
    [InlineData("--samples-file missing.csv", "missing.csv cannot be read: there is no such file.")]
    [InlineData("--watch probability", "--watch probability: a circuit has no softmax; its score is watched.")]
    [InlineData("--dataset digits", "--dataset would have no effect: --circuit names what is explained.")]
    [InlineData("--model m", "--model would have no effect: --circuit names what is explained.")]
    [InlineData("--range 1", "--range 1: two numbers are needed, the lower one first.")]
    [InlineData("--range 2,1", "--range 2,1: two numbers are needed, the lower one first.")]
    [InlineData("--reference 1,2,3", "--reference has 3 numbers, but the input has 2 elements: one number for all, or one for each.")]
    [InlineData(
        "--random-label-weights 1",
        "--random-label-weights has 1 values, but the circuit has 0 weights; the random-label check compares equal circuits.")]
    [InlineData("--random-label-model m", "--random-label-model would have no effect: --circuit names what is explained.")]
    [InlineData("--class 1", "--class 1: the observables are numbered 0 to 0.")]
    [InlineData("--metrics gini,pointing-game", "pointing-game: needs masks, and these samples have none")]
    [InlineData("--methods grad-cam", "grad-cam: the model has no convolution, so there are no maps to weigh")]
    public void WhatDoesNotFitACircuitIsRefusedInOneLine(string options, string error)
    {
        var result = Run($"--circuit {Circuit} --observable Z0 --samples 2 {options}");
        Assert.Equal((2, "", error), (result.ExitCode, result.Output, result.Error.Trim()));
    }

    [Fact]
    public void AFileOfAnotherWidthIsRefused()
    {
        var rows = Write("wide.csv", "1,2,3\n1,2,3\n");
        Assert.Equal(
            $"the first 2 rows of wide.csv: a row has 3 values, but {Circuit} has 2 inputs (x0, x1).",
            Run($"--circuit {Circuit} --observable Z0 --samples-file {rows}").Error.Trim());
        Assert.Equal("Nothing to explain was named: give --model FILE and a data set, or --circuit FILE.", Run("--samples 2").Error.Trim());
        Assert.Equal("--samples-file would have no effect: it is for --circuit.", Run("--samples-file x.csv").Error.Trim());
    }

    public void Dispose() => folder.Dispose();

    private static double Mean(JsonElement json, string metric, string method) =>
        json.GetProperty("metrics").GetProperty(metric).GetProperty("methods").GetProperty(method).GetProperty("mean").GetDouble();

    private static CommandLine Run(string arguments) => CommandLine.Run($"evaluate-explanations {arguments}");

    private string Write(string name, string text)
    {
        var path = folder[name];
        File.WriteAllText(path, text);
        return path;
    }
}
