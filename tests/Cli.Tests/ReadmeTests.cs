using System.Text.RegularExpressions;

namespace QXai.Cli.Tests;

/// <summary>The commands of README.md on the circuits of examples/ do what a reader who types them expects.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Every_command_on_a_circuit_of_the_examples_runs()
    {
        var root = Root();
        using var folder = new TemporaryFolder();
        string[] commands = [.. File.ReadLines(Path.Combine(root, "README.md")).Where(line => line.StartsWith("qxai ") && line.Contains("examples/"))];
        Assert.True(commands.Length >= 7, $"{commands.Length} commands");
        Assert.All(commands, command =>
        {
            var arguments = command
                .Replace("qxai ", "", StringComparison.Ordinal)
                .Replace("examples/", root + "/examples/", StringComparison.Ordinal)
                .Replace("why.json", folder["why.json"], StringComparison.Ordinal)
                .Replace("--samples 50", "--samples 2 --metrics conservation", StringComparison.Ordinal);
            var result = CommandLine.Run([.. Word().Matches(arguments).Select(word => word.Value.Trim('"'))]);
            Assert.True(result.ExitCode == 0, $"{command}: {result.Error}");
            Assert.NotEmpty(result.Output);
        });
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "QXai.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
