namespace QXai.Cli.Tests;

/// <summary>A tiny data set and a model of 3 qubits trained on it by the command line, made once for all tests of a class.</summary>
public sealed class TinyWorld : IDisposable
{
    /// <summary>The architecture of the tiny model.</summary>
    public const string Architecture = "--channels 2,2 --pool-after 1 --pool-size 2 --qubits 3 --blocks 1 --head linear";

    private readonly TemporaryFolder folder = new();

    public TinyWorld()
    {
        IdxFiles.Write(Data);
        Trained = CommandLine.Run($"train --dataset mnist --data {Data} --epochs 1 {Architecture} --out {Model} --json");
    }

    /// <summary>What training printed.</summary>
    internal CommandLine Trained { get; }

    public string Root => folder.Root;

    public string Data => folder["data"];

    public string Model => folder["tiny.safetensors"];

    /// <summary>Replaces {model}, {data}, {root}, {tiny} (the architecture) and {test} (the test set) in a command line.</summary>
    public string Expand(string text) => text
        .Replace("{test}", "--dataset mnist --data {data}", StringComparison.Ordinal)
        .Replace("{train}", $"train --dataset mnist --data {{data}} --epochs 1 --out {{root}}/new.safetensors", StringComparison.Ordinal)
        .Replace("{tiny}", Architecture, StringComparison.Ordinal)
        .Replace("{model}", Model, StringComparison.Ordinal)
        .Replace("{data}", Data, StringComparison.Ordinal)
        .Replace("{root}", Root, StringComparison.Ordinal);

    /// <summary>Every file, to see that nothing was left behind.</summary>
    public string[] Files() => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();
}
