using System.Text.RegularExpressions;

namespace QXai.Cli.Tests;

/// <summary>The commands of README.md and of docs/ on the circuits of examples/ do what a reader who types them expects.</summary>
public partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md", 7)]
    [InlineData("docs/quantum.md", 6)]
    [InlineData("docs/certificates.md", 2)]
    [InlineData("docs/metrics.md", 2)]
    public void Every_command_on_a_circuit_of_the_examples_runs(string page, int least)
    {
        var root = Root();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["inputs.csv"], "0.1,0.7\n-0.4,1.2\n");
        string[] commands = [.. File.ReadLines(Path.Combine(root, page)).Where(line => line.StartsWith("qxai ") && line.Contains("examples/"))];
        Assert.True(commands.Length >= least, $"{commands.Length} commands");
        Assert.All(commands, command =>
        {
            var arguments = command.Split('#')[0]
                .Replace("qxai ", "", StringComparison.Ordinal)
                .Replace("examples/", root + "/examples/", StringComparison.Ordinal)
                .Replace("why.json", folder["why.json"], StringComparison.Ordinal)
                .Replace("inputs.csv", folder["inputs.csv"] + " --metrics conservation", StringComparison.Ordinal)
                .Replace("table.png", folder["table.png"], StringComparison.Ordinal)
                .Replace("--svg teleport.svg", "--svg " + folder["teleport.svg"], StringComparison.Ordinal)
                .Replace("--samples 50", "--samples 2 --metrics conservation", StringComparison.Ordinal);
            var result = CommandLine.Run([.. Word().Matches(arguments).Select(word => word.Value.Trim('"'))]);
            Assert.True(result.ExitCode == 0, $"{command}: {result.Error}");
            Assert.NotEmpty(result.Output + string.Concat(Directory.GetFiles(folder.Root, "*.svg")));
        });
    }

    /// <summary>E(t) = -0.3464 - 0.7782 cos t + 0.182 sin t on the span of |10> and |01>.</summary>
    [Fact]
    public void The_example_of_a_VQE_has_the_energy_and_the_slope_of_its_closed_form()
    {
        var json = CommandLine.Run(["circuit", "run", Example("vqe.json"), "--json"]).Json();
        var (sin, cos) = Math.SinCos(-0.23);
        Assert.Equal(-0.3464 - 0.7782 * cos + 0.182 * sin, json.GetProperty("expval")[0].GetDouble(), 1e-12);
        Assert.Equal(0.7782 * sin + 0.182 * cos, json.GetProperty("grad")[0][0].GetDouble(), 1e-12);
    }

    [Fact]
    public void The_example_of_teleportation_brings_the_state_to_the_last_qubit()
    {
        var json = CommandLine.Run(["circuit", "run", Example("teleport.qasm"), "--observable", "Z2", "--observable", "X2", "--json"]).Json();
        Assert.Equal(4, json.GetProperty("outcomes").GetArrayLength());
        Assert.Equal(Math.Cos(1.2), json.GetProperty("expval")[0].GetDouble(), 1e-12);
        Assert.Equal(Math.Sin(1.2), json.GetProperty("expval")[1].GetDouble(), 1e-12);
    }

    [Fact]
    public void The_example_of_an_adder_adds_one_and_three()
    {
        var counts = CommandLine.Run(["circuit", "run", Example("adder.qasm"), "--shots", "5", "--json"]).Json().GetProperty("counts");
        Assert.Equal("001", Assert.Single(counts.EnumerateArray()).GetProperty("bits").GetString());    // bit 0 on the left: 4
    }

    private static string Example(string name) => Path.Combine(Root(), "examples", name);

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
