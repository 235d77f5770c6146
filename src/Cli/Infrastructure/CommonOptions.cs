using System.CommandLine;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Cli.Infrastructure;

/// <summary>Options that several verbs share, each made new for its command.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON." };

    public static Option<ulong> Seed() => new("--seed") { Description = "The seed of everything random.", DefaultValueFactory = _ => 1UL, HelpName = "N" };

    public static Option<int> Threads() => new("--threads")
    {
        Description = "Worker threads; the results do not depend on it.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "N",
    };

    public static Option<string> Model() => new("--model") { Description = "The model file.", Required = true, HelpName = "file.safetensors" };

    public static WorkerPool Pool(ParseResult parsed, Option<int> threads)
    {
        var count = parsed.GetValue(threads);
        return count is >= 1 and <= 1024 ? new WorkerPool(count) : throw new InputException($"--threads {count}: a number from 1 to 1024 is needed.");
    }

    /// <summary>An output path whose folder exists and that is no folder itself; checked before long work, so that nothing is lost at its end.</summary>
    public static string CheckOutput(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{path} cannot be written: the folder {folder} does not exist.");
        }

        return Directory.Exists(path) ? throw new InputException($"{path} cannot be written: it is a folder.") : path;
    }
}
