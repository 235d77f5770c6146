namespace QXai.Cli.Tests;

/// <summary>Every verb does its job on a tiny model and keeps results (standard output) apart from progress (standard error).</summary>
public class VerbTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    [Fact]
    public void TrainWritesAModelAndNothingElse()
    {
        Assert.Equal(world.Model, world.Trained.Json().GetProperty("model").GetString());
        Assert.Equal("completed", world.Trained.Json().GetProperty("end").GetString());
        Assert.Equal(IdxFiles.Test, world.Trained.Json().GetProperty("testSamples").GetInt32());
        Assert.StartsWith("Training: 60/60 images  epoch 1/1", world.Trained.Error);
        Assert.True(File.Exists(world.Model));
        Assert.DoesNotContain(world.Files(), path => path.Contains(".state") || path.EndsWith(".tmp"));
    }

    [Theory]
    [InlineData("evaluate --model {model} {test}", "accuracy,correct,samples,loss,classes,confusion")]
    [InlineData("explain --model {model} {test} --index 3", "input,label,predicted,picture,method,cam,options,relevance,conservationResidual")]
    [InlineData("explain --model {model} {test} --index 3 --method all --groups 1 --samples 2", "input,predicted,explanations,leftOut")]
    [InlineData("figure --model {model} {test} --columns 1 --out {root}/figure.png", "picture,width,height,method")]
    [InlineData("audit --model {model} {test} --index 3 --class 7", "input,label")]
    [InlineData("study --model {model} {test} --samples 10", "samples,table,blank,classCorrelation,weightCorrelation")]
    public void EveryVerbSpeaksJson(string arguments, string keys)
    {
        var json = CommandLine.Run(world.Expand(arguments + " --json")).Json();
        Assert.All(keys.Split(','), key => Assert.True(json.TryGetProperty(key, out _), $"'{key}' is missing in {json}"));
        var text = CommandLine.Run(world.Expand(arguments));
        Assert.Equal(0, text.ExitCode);
        Assert.NotEmpty(text.Output);
        Assert.DoesNotContain("{", text.Output);
    }

    [Fact]
    public void ExplainDrawsAPicture()
    {
        var path = Path.Combine(world.Root, "heat.png");
        var result = CommandLine.Run(world.Expand($"explain --model {{model}} {{test}} --index 3 --class 7 --method grad-cam --layer conv2 --out {path}"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("grad-cam for class 7 on conv2: score ", result.Output);
        Assert.EndsWith($"Written to {path}.\n", result.Output);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);

        // What explain writes it can explain, whatever its size.
        var again = CommandLine.Run(world.Expand($"explain --model {{model}} --input {path} --fit stretch --invert --json")).Json();
        Assert.Equal("heat.png", again.GetProperty("input").GetString());
        File.Delete(path);
    }

    [Fact]
    public void AuditListsTerms()
    {
        var result = CommandLine.Run(world.Expand("audit --model {model} {test} --index 3 --class 7 --terms --literal"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Lie bracket", result.Output);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("explain")]
    [InlineData("methods")]
    [InlineData("figure")]
    [InlineData("audit")]
    [InlineData("study")]
    public void EveryVerbHasHelpWithAnExampleAndJson(string verb)
    {
        var result = CommandLine.Run($"{verb} --help");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"Example: qxai {verb} ", result.Output);
        Assert.Contains("--json", result.Output);
    }

    [Fact]
    public void AVerbIsMadeAloneWhereItIsNamedAndIsTheSameAsAmongAll()
    {
        var all = Verbs.Catalogue.Root();
        Assert.True(all.Subcommands.Count > 10);
        foreach (var verb in all.Subcommands)
        {
            var alone = Assert.Single(Verbs.Catalogue.Root(verb.Name, "--json").Subcommands);
            Assert.Equal((verb.Name, verb.Description), (alone.Name, alone.Description));
            Assert.Equal(verb.Options.Select(option => option.Name), alone.Options.Select(option => option.Name));
        }

        Assert.Equal(all.Subcommands.Count, Verbs.Catalogue.Root("--help").Subcommands.Count);
        Assert.All(all.Subcommands, verb => Assert.Contains($"\n  {verb.Name} ", CommandLine.Run("--help").Output));
        var mistyped = CommandLine.Run("expain --method lrp");
        Assert.Equal(2, mistyped.ExitCode);
        Assert.Contains("'expain'", mistyped.Error);
    }

    [Fact]
    public void JsonNamesNumbersThatJsonLacks()
    {
        using var output = new StringWriter();
        Infrastructure.Json.Write(output, new { Value = double.NaN, Other = double.NegativeInfinity });
        Assert.Contains("\"value\": \"NaN\"", output.ToString());
        Assert.Contains("\"other\": \"-Infinity\"", output.ToString());
    }

    [Fact]
    public void An_explanation_can_be_cancelled_and_leaves_nothing()
    {
        var before = world.Files();
        var result = CommandLine.Run(world.Expand("explain --model {model} {test} --out {root}/heat.png"), new CancellationToken(canceled: true));
        Assert.Equal((130, "", "Cancelled.\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(before, world.Files());
    }
}
