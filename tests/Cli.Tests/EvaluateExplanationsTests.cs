using System.Text.Json;

namespace QXai.Cli.Tests;

/// <summary><c>qxai evaluate-explanations</c> on the tiny model.</summary>
public class EvaluateExplanationsTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    private const string Brief = "evaluate-explanations --model {model} {test} --samples 4 --methods grad-cam,qgrad-cam "
        + "--metrics conservation,deletion,energy-inside,parameter-randomisation";

    [Fact]
    public void TheTableHasEveryMetricAndMethodAndTheRivals()
    {
        var json = CommandLine.Run(world.Expand(Brief + " --json")).Json();
        Assert.Equal(4, json.GetProperty("samples").GetInt32());
        Assert.Equal(["conservation", "deletion", "energy-inside", "parameter-randomisation"], Names(json.GetProperty("metrics")));
        foreach (var metric in json.GetProperty("metrics").EnumerateObject())
        {
            Assert.Equal(["centre prior", "grad-cam", "qgrad-cam", "random map"], Names(metric.Value.GetProperty("methods")).Order(StringComparer.Ordinal));
        }

        // Two derivations of one map: ranks can differ only among pixels whose relevance is equal up to rounding.
        var agreement = json.GetProperty("agreement").GetProperty("grad-cam");
        Assert.Equal(1, agreement.GetProperty("grad-cam").GetDouble(), 1e-12);
        Assert.InRange(agreement.GetProperty("qgrad-cam").GetDouble(), 0.999, 1);
        Assert.InRange(agreement.GetProperty("random map").GetDouble(), -0.2, 0.2);
    }

    [Fact]
    public void ThreadsDoNotMatterAndAJournalIsTakenUp()
    {
        var journal = Path.Combine(world.Root, "work.jsonl");
        var alone = CommandLine.Run(world.Expand(Brief + " --threads 1"));
        Assert.Equal(alone.Output, CommandLine.Run(world.Expand($"{Brief} --threads 2 --journal {journal}")).Output);
        var lines = File.ReadAllLines(journal);
        Assert.Equal(5, lines.Length);
        File.WriteAllText(journal, string.Join('\n', lines[..3]) + "\n" + lines[3][..40]);
        var cut = File.ReadAllText(journal);
        using (var before = new StreamReader(new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)))
        {
            Assert.Equal(alone.Output, CommandLine.Run(world.Expand($"{Brief} --journal {journal}")).Output);

            // Whoever holds the old file still reads it: another took its place by a rename, so that a kill at any moment leaves one of the two.
            Assert.Equal(cut, before.ReadToEnd());
        }

        var other = CommandLine.Run(world.Expand($"{Brief} --seed 9 --journal {journal}"));
        Assert.Equal(
            (2, $"--journal {journal}: it holds another work (model, data, methods, metrics or seed differ); name another file or remove it."),
            (other.ExitCode, other.Error.Trim()));
        Assert.Equal(5, File.ReadAllLines(journal).Length);
    }

    [Fact]
    public void ThePictureIsAPng()
    {
        var path = Path.Combine(world.Root, "table.png");
        Assert.EndsWith($"Written to {path}.\n", CommandLine.Run(world.Expand($"{Brief} --out {path}")).Output);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);
    }

    [Theory]
    [InlineData("--methods grad-cam,lime", "No method is called 'lime'; there are: ")]
    [InlineData("--metrics rmse", "No metric is called 'rmse'; there are: conservation, ")]
    [InlineData("--methods ,", "--methods ',': at least one name is needed, or 'all'.")]
    [InlineData("--metrics gini,gini", "--metrics: gini is named twice.")]
    [InlineData("--metrics random-labels", "random-labels: needs a model trained on random labels, and none was given")]
    [InlineData("--watch loss", "--watch loss: one of probability, score is needed.")]
    [InlineData("--samples 1", "--samples 1: at least 2 are needed for an interval.")]
    public void BadWordsAreRefusedInOneLine(string options, string error)
    {
        var command = $"evaluate-explanations --model {{model}} {{test}} --samples 3 {options}";
        var result = CommandLine.Run(world.Expand(command).Replace("--samples 3 --samples 1", "--samples 1", StringComparison.Ordinal));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(error, result.Error);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [Fact]
    public void AModelOfShuffledLabelsServesTheRandomLabelCheck()
    {
        var shuffled = Path.Combine(world.Root, "shuffled.safetensors");
        var trained = CommandLine.Run(world.Expand($"train --dataset mnist --data {{data}} --epochs 1 {{tiny}} --shuffle-labels --out {shuffled}"));
        Assert.True(trained.ExitCode == 0, trained.Error);
        var json = CommandLine.Run(world.Expand(
            "evaluate-explanations --model {model} {test} --samples 3 --methods grad-cam "
            + $"--metrics random-labels --random-label-model {shuffled} --json")).Json();
        Assert.Equal(["random-labels"], Names(json.GetProperty("metrics")));
        File.Delete(shuffled);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
