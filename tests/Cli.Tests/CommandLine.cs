using System.Text.Json;
using QXai.Cli.Infrastructure;
using QXai.Cli.Verbs;

namespace QXai.Cli.Tests;

/// <summary>What a command line did: its exit code, and what it wrote to standard output and standard error.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line in this process; <c>{..}</c> in an argument is replaced by the value of that name.</summary>
    public static CommandLine Run(string arguments, CancellationToken cancellation = default) =>
        Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);

    public static CommandLine Run(string[] arguments, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] given = [.. arguments.Select(argument => argument == "''" ? "" : argument)];
        var code = Runner.Invoke(Catalogue.Root(given), given, output, error, cancellation);
        return new CommandLine(code, output.ToString(), error.ToString());
    }

    /// <summary>The output as JSON, of a command that must have succeeded.</summary>
    public JsonElement Json()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}
