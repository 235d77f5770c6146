using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
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

    public static WorkerPool Pool(ParseResult parsed, Option<int> threads) => new(Workers(parsed, threads));

    public static int Workers(ParseResult parsed, Option<int> threads)
    {
        var count = parsed.GetValue(threads);
        return count is >= 1 and <= 1024 ? count : throw new InputException($"--threads {count}: a number from 1 to 1024 is needed.");
    }

    /// <summary>An enumeration's value by its name in kebab case (<c>ry-rz-arctan</c>).</summary>
    public static TEnum Named<TEnum>(Option<string> option, ParseResult parsed)
        where TEnum : struct, Enum
    {
        var text = parsed.GetValue(option)!;
        var names = Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
        return names.TryGetValue(text, out var value)
            ? value
            : throw new InputException($"{option.Name} {text}: one of {string.Join(", ", names.Keys)} is needed.");
    }

    /// <summary>Finite numbers that commas separate; none where the text is anything else.</summary>
    public static double[] Numbers(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        double Number(string part) => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

        double[] numbers = [.. parts.Select(Number)];
        return numbers.All(double.IsFinite) ? numbers : [];
    }

    /// <summary>Whether an option stands on the command line, rather than its default.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Refuses options that were given although nothing would come of them; <paramref name="reason"/> says why.</summary>
    public static void Refuse(ParseResult parsed, string reason, params Option[] options)
    {
        foreach (var option in options)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new InputException($"{option.Name} would have no effect: {reason}.");
            }
        }
    }

    /// <summary>The checked path that an option names; null where it was not given.</summary>
    public static string? CheckOutput(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        "" => throw new InputException($"{option.Name} '': the name of a file is needed."),
        var path => CheckOutput(parsed, path),
    };

    /// <summary>An output path whose folder exists and can be written to, that is no folder itself, and that no other option or argument names, whose
    /// file it would replace; checked before long work, so that nothing is lost at its end.</summary>
    public static string CheckOutput(ParseResult parsed, string path)
    {
        if (path.Length == 0)
        {
            throw new InputException("--out '': the name of a file is needed.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{path} cannot be written: the folder {folder} does not exist.");
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"{path} cannot be written: it is a folder.");
        }

        if (!folder.StartsWith("/dev", StringComparison.Ordinal) || folder.StartsWith("/dev/shm", StringComparison.Ordinal))
        {
            ProbeFolder(path, folder);
        }

        string[] namers = [.. parsed.CommandResult.Children.Where(result => result.Tokens.Any(token => Names(token.Value, path))).Select(NameOf)];
        return namers.Length < 2
            ? path
            : throw new InputException($"{string.Join(" and ", namers)} name the same file, {path}: each needs its own.");
    }

    /// <summary>Whether a value on the command line is the name of a file, and of this one.</summary>
    private static bool Names(string value, string path) =>
        (Path.HasExtension(value) || File.Exists(value)) && !value.Contains('\0') && Path.GetFullPath(value) == Path.GetFullPath(path);

    private static string NameOf(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.HelpName ?? argument.Argument.Name,
        _ => "",
    };

    private static void ProbeFolder(string path, string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: no file can be made in the folder {folder}.", exception);
        }
    }
}
