using System.CommandLine;
using QXai.Cli.Verbs;

namespace QXai.Cli.Tests;

/// <summary>The command line as a whole: every option of a verb can be given.</summary>
public class OptionNamesTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    [Fact]
    public void No_verb_has_two_options_of_one_name() => Assert.All(
        Below(Catalogue.Root()),
        command => Assert.DoesNotContain(
            command.Options.SelectMany(option => option.Aliases.Append(option.Name)).GroupBy(name => name),
            names => names.Count() > 1));

    [Fact]
    public void The_noise_of_SmoothGrad_is_told_from_the_noise_that_speech_is_mixed_with()
    {
        var explain = world.Expand("explain --model {model} {test} --index 3 --method smoothgrad --samples 4");
        double Mass(string options) => CommandLine.Run($"{explain} {options} --json").Json().GetProperty("positiveMass").GetDouble();

        Assert.Equal(Mass(""), Mass("--noise-share 0.15"));
        Assert.NotEqual(Mass(""), Mass("--noise-share 0.3"));
        Assert.Equal("--noise would have no effect: it is for --dataset speech.\n", CommandLine.Run($"{explain} --noise 0.3").Error);
    }

    /// <summary>What is written must not replace what is read, nor what else is written.</summary>
    [Theory]
    [InlineData("explain --model {model} {test} --out {model}", "--model and --out name the same file, {model}: each needs its own.")]
    [InlineData(
        "explain --model {model} --input {root}/a.png --out {root}/./a.png",
        "--input and --out name the same file, {root}/./a.png: each needs its own.")]
    [InlineData(
        "explain --model {model} {test} --out {root}/a.json --certificate {root}/a.json",
        "--out and --certificate name the same file, {root}/a.json: each needs its own.")]
    [InlineData("figure --model {model} {test} --out {model}", "--model and --out name the same file, {model}: each needs its own.")]
    [InlineData("heatmaps --model {model} {test} --out {model}", "--model and --out name the same file, {model}: each needs its own.")]
    [InlineData("evaluate-explanations --model {model} {test} --out {model}", "--model and --out name the same file, {model}: each needs its own.")]
    public void A_file_is_not_read_and_written_at_once(string arguments, string message)
    {
        var before = File.ReadAllBytes(world.Model);
        var result = CommandLine.Run(world.Expand(arguments));
        Assert.Equal((2, "", world.Expand(message) + "\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(before, File.ReadAllBytes(world.Model));
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);
}
