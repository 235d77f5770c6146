using System.CommandLine;
using System.Text.Json;
using QXai.Cli.Infrastructure;
using QXai.Cli.Verbs;

namespace QXai.Cli.Tests;

/// <summary>What tests of <c>qxai circuit</c> share: a temporary folder, and the verb run in this process.</summary>
public abstract class CircuitVerbFixture : IDisposable
{
    /// <summary>Where <see cref="Write"/> writes.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("qxai-circuit-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a file into the folder and gives its path.</summary>
    protected string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The answer of a run that must succeed.</summary>
    protected JsonElement Json(params string[] arguments)
    {
        var (code, output, error) = Invoke(arguments);
        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>Runs <c>qxai circuit</c> in this process; the temporary folder is left out of what it says.</summary>
    protected (int Code, string Output, string Error) Invoke(params string[] arguments) => Invoke(arguments, CancellationToken.None);

    /// <summary>The same, with a token that cancels the run.</summary>
    protected (int Code, string Output, string Error) Invoke(string[] arguments, CancellationToken cancellation)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var root = new RootCommand();
        root.Subcommands.Add(CircuitVerb.Create());
        var code = Runner.Invoke(root, ["circuit", .. arguments], output, error, cancellation);
        return (code, Plain(output), Plain(error));
    }

    private string Plain(StringWriter writer) => writer.ToString().Replace("\r", "").Replace(Folder + Path.DirectorySeparatorChar, "");

    /// <summary>All numbers of a nested array, in order.</summary>
    protected static IEnumerable<double> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];
}
