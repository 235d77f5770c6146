using System.CommandLine;
using System.CommandLine.Parsing;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// Runs a command line. Exit codes: 0 done, 1 a check failed (an audit that disagrees), 2 bad input (one line on standard error, no stack trace), 130
/// cancelled by Ctrl-C.
/// </summary>
internal static class Runner
{
    public const int CheckFailed = 1;
    public const int BadInput = 2;
    public const int Cancelled = 130;

    public static int Invoke(RootCommand root, string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            var complaints = parsed.Errors.Select(e => ParseMessage.Plain(e.Message)).Distinct();
            error.WriteLine(OneLine(string.Join(" ", complaints)) + $" See '{Path(parsed.CommandResult)} --help'.");
            return BadInput;
        }

        var configuration =
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return parsed.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Cancelled.");
            return Cancelled;
        }
        catch (Exception exception)
            when (exception is InputException or ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            error.WriteLine(
                OneLine(exception is ArgumentException { ParamName: { } name } ? exception.Message.Replace($" (Parameter '{name}')", "") : exception.Message));
            return BadInput;
        }
        catch (OutOfMemoryException)
        {
            error.WriteLine($"Out of memory: the work needs more than the {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB that are available.");
            return BadInput;
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "qxai";
}
