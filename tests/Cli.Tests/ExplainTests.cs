namespace QXai.Cli.Tests;

/// <summary>Methods, their choices, comparisons, and bare circuits on the command line.</summary>
public class ExplainTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    private const string TwoCosines = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float x0;
        input float x1;
        qubit[2] q;
        ry(x0) q[0];
        ry(x1) q[1];
        cx q[0], q[1];
        """;

    [Fact]
    public void MethodsAreListedWithWhatTheyPromise()
    {
        var text = CommandLine.Run("methods").Output;
        var json = CommandLine.Run("methods --json").Json();
        Assert.True(json.GetArrayLength() >= 17);
        Assert.All(
            json.EnumerateArray(),
            method => Assert.Contains($"  {method.GetProperty("name").GetString()}: {method.GetProperty("summary").GetString()}", text));
    }

    [Fact]
    public void EveryMethodThatAppliesIsDrawnInOneFigure()
    {
        var path = Path.Combine(world.Root, "all.png");
        var result = CommandLine.Run(world.Expand($"explain --model {{model}} {{test}} --index 3 --method all --groups 1 --samples 2 --out {path}"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("cam                     left out: the scores are not a linear layer on globally averaged maps, whose weights it needs", result.Output);
        Assert.Matches("shapley +[0-9.E-]+", result.Output);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);
        File.Delete(path);
    }

    [Fact]
    public void ACircuitIsExplainedByItself()
    {
        var (qasm, picture) = (Path.Combine(world.Root, "two.qasm"), Path.Combine(world.Root, "two.png"));
        File.WriteAllText(qasm, TwoCosines);
        var json = CommandLine.Run($"explain --circuit {qasm} --observable Z1 --inputs 0.4,1.1 --reference 1.5707963267948966,0 --method shapley --json")
            .Json();
        Assert.Equal(0.6694253442394902, json.GetProperty("relevance")[0].GetDouble(), 1e-13);
        Assert.Equal(-0.25163564976339486, json.GetProperty("relevance")[1].GetDouble(), 1e-13);
        var all = CommandLine.Run($"explain --circuit {qasm} --observable Z1 --inputs 0.4,1.1 --method all --out {picture}");
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.True(File.Exists(picture));
        Assert.Contains("integrated-gradients for <Z1>: score 0.417790", CommandLine.Run($"explain --circuit {qasm} --observable Z1 --inputs 0.4,1.1").Output);
    }

    [Fact]
    public void TheFirstParametersOfAJsonCircuitAreItsInputs()
    {
        var path = Path.Combine(world.Root, "two.json");
        File.WriteAllText(
            path,
            """
            {"n": 2, "params": [9, 9, 0.3],
             "gates": [{"name": "RY", "wires": [0], "params": [{"p": 0}]}, {"name": "RX", "wires": [1], "params": [{"p": 2}]},
                       {"name": "RY", "wires": [1], "params": [{"p": 1, "scale": 2}]}],
             "observables": [[[1.0, "ZI"]], [[1.0, "IZ"]]]}
            """);
        var json = CommandLine.Run($"explain --circuit {path} --inputs 0.4,1.1 --class 1 --method saliency --json").Json();
        var relevance = json.GetProperty("relevance").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(0, relevance[0], 1e-15);
        Assert.Equal(2 * Math.Sin(2.2) * Math.Cos(0.3), relevance[1], 1e-14);
    }

    [Theory]
    [InlineData("explain --model {model} {test} --method lime", "No method is called 'lime'; there are: cam, grad-cam, ")]
    [InlineData("explain --model {model} {test} --method saliency --steps 3", "--steps would have no effect: saliency uses no options.")]
    [InlineData("explain --model {model} {test} --method deeplift --steps 3", "--steps would have no effect: deeplift uses --reference.")]
    [InlineData("explain --model {model} {test} --method deeplift --reference 1,2", "--reference has 2 numbers, but the input has ")]
    [InlineData(
        "explain --model {model} {test} --method occlusion --stride 9 --window 2",
        "The option stride is 9, but it must be at most the window's side, 2: ")]
    [InlineData("explain --model {model} {test} --inputs 1,2", "--inputs would have no effect: it is for --circuit.")]
    [InlineData("explain --circuit x.qasm --model {model} --inputs 1", "--model would have no effect: --circuit names what is explained.")]
    [InlineData("explain {test}", "Nothing to explain was named: give --model FILE and a picture, or --circuit FILE.")]
    public void WhatHasNoEffectOrNoMeaningIsRefused(string arguments, string message)
    {
        var result = CommandLine.Run(world.Expand(arguments));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--observable Z1 --inputs 0.4", "--inputs has 1 values, but ")]
    [InlineData("--observable Z1 --inputs 0.4,x", "--inputs 0.4,x: 'x' is no finite number; numbers with commas between them are needed, as in 0.1,-0.5.")]
    [InlineData("--observable Z1", "--circuit ")]
    [InlineData("--inputs 0.4,1", "--circuit ")]
    [InlineData("--observable Z1 --inputs 0.4,1 --weights 3", "--weights has 1 values, but ")]
    [InlineData("--observable Z1 --inputs 0.4,1 --class 1", "--class 1: the observables are numbered 0 to 0.")]
    [InlineData("--observable Z1 --inputs 0.4,1 --method grad-cam", "grad-cam does not apply: the model has no convolution, so there are no maps to weigh.")]
    [InlineData("--observable Z1 --inputs 0.4,1 --reference black", "--reference black: a circuit's inputs have no black; give numbers.")]
    public void WhatDoesNotFitACircuitIsRefused(string arguments, string message)
    {
        var qasm = Path.Combine(world.Root, $"refused{arguments.GetHashCode():X}.qasm");
        File.WriteAllText(qasm, TwoCosines);
        var result = CommandLine.Run($"explain --circuit {qasm} {arguments}");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error);
        File.Delete(qasm);
    }
}
