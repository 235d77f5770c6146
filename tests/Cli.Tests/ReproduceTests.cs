namespace QXai.Cli.Tests;

/// <summary><c>qxai reproduce xqml</c>, small: its files, and that what was measured is not measured again.</summary>
public class ReproduceTests
{
    private const string Small = "reproduce xqml --seeds 2 --inputs 4 --training 32 --epochs 1 --samples 2 --threads 1 --out ";

    [Fact]
    public void WritesAPageFiguresAndSeeds()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run(Small + folder["xqml"]);
        Assert.Equal((0, $"{folder["xqml/xqml.md"]}: the results of 2 seeds, with two figures beside it.\n"), (result.ExitCode, result.Output));
        string[] files = ["seed-1.json", "seed-2.json", "xqml-maps.png", "xqml-metrics.png", "xqml.md"];
        Assert.Equal(files, Directory.GetFiles(folder["xqml"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var (page, first) = (File.ReadAllText(folder["xqml/xqml.md"]), File.GetLastWriteTimeUtc(folder["xqml/seed-1.json"]));
        File.Delete(folder["xqml/seed-2.json"]);
        Assert.Equal(0, CommandLine.Run(Small + folder["xqml"]).ExitCode);
        Assert.Equal(page, File.ReadAllText(folder["xqml/xqml.md"]));
        Assert.Equal(first, File.GetLastWriteTimeUtc(folder["xqml/seed-1.json"]));
    }

    [Fact]
    public void BadInputAndCancellation()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var onFile = CommandLine.Run(Small + folder["file"]);
        Assert.Equal((2, $"--out {folder["file"]}: a file of that name exists; a folder is needed.\n"), (onFile.ExitCode, onFile.Error));
        var few = CommandLine.Run($"reproduce xqml --seeds 1 --out {folder["xqml"]}");
        Assert.Equal((2, "--seeds 1: a number from 2 to 1000 is needed for an interval.\n"), (few.ExitCode, few.Error));
        var narrow = CommandLine.Run($"reproduce xqml --inputs 3 --out {folder["xqml"]}");
        Assert.Equal((2, "The experiment: 3 inputs are outside 4 to 10.\n"), (narrow.ExitCode, narrow.Error));
        Assert.Equal(130, CommandLine.Run(Small + folder["xqml"], new CancellationToken(canceled: true)).ExitCode);
    }
}
