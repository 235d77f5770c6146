using System.CommandLine;
using System.Globalization;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Programs;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// The circuit file that a verb reads: OpenQASM or, where it begins with a brace, JSON; with the values of its inputs and the observables asked for.
/// </summary>
internal sealed class CircuitInput
{
    private const long MaximalBytes = 1L << 28;

    private readonly Argument<string> file;
    private readonly Option<string[]>? values;
    private readonly Option<string[]>? observables;

    /// <summary>Adds the file to a command, and where it runs the circuit the options for inputs and observables too.</summary>
    public CircuitInput(Command command, bool runs, bool optional = false)
    {
        file = new("file")
        {
            Description = "A circuit in OpenQASM 2.0 or 3, or in JSON; - reads standard input.",
            HelpName = "FILE",
            Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
        command.Arguments.Add(file);
        if (runs)
        {
            values = new("--input")
            {
                Description = "The value of an input of an OpenQASM 3 file; once for each.",
                HelpName = "NAME=VALUE",
                AllowMultipleArgumentsPerToken = true,
            };
            observables = new("--observable")
            {
                Description = "An observable, as in \"0.5*Z0 Z1 + X2\"; may be given several times.",
                HelpName = "SUM",
            };
            command.Options.Add(values);
            command.Options.Add(observables);
        }
    }

    /// <summary>Reads a file whose inputs and weights get their values elsewhere.</summary>
    public static CircuitFile ReadFile(string path)
    {
        var bytes = Bytes(path);
        return IsJson(bytes)
            ? CircuitFile.Of(path, CircuitJson.Parse(bytes, path))
            : new CircuitFile(path, QuantumProgram.Read(new MemoryStream(bytes), path), [], []);
    }

    /// <summary>Whether a file was named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(file) is { Tokens.Count: > 0 };

    /// <summary>Refuses values for inputs, where no file has any.</summary>
    public void RefuseInputs(ParseResult parsed, string reason) => CommonOptions.Refuse(parsed, reason, values!);

    /// <summary>The observables of the command line for so many qubits; none where none are given.</summary>
    public Observable[] Observables(ParseResult parsed, int qubits) =>
        [.. (parsed.GetValue(observables!) ?? []).Select(text => Observable.Parse(text, qubits))];

    /// <summary>Reads the file.</summary>
    public CircuitFile Read(ParseResult parsed)
    {
        var (path, bytes) = (parsed.GetValue(file)!, Bytes(parsed.GetValue(file)!));
        var given = values is null ? [] : parsed.GetValue(values) ?? [];
        if (IsJson(bytes))
        {
            return given.Length == 0
                ? CircuitFile.Of(path, CircuitJson.Parse(bytes, path))
                : throw new InputException($"--input {given[0]}: {path} has no named inputs; the numbers in its \"params\" are the values.");
        }

        var program = QuantumProgram.Read(new MemoryStream(bytes), path);
        return values is null
            ? new CircuitFile(path, program, [], [])
            : new CircuitFile(path, program, Values(path, program.InputNames, given, program), Values(path, program.WeightNames, given, program));
    }

    /// <summary>The observables of the command line, or where there are none those of the file.</summary>
    public Observable[] Observables(ParseResult parsed, CircuitFile read) =>
        observables is not null && parsed.GetValue(observables) is { Length: > 0 }
        ? Observables(parsed, read.Program.Qubits)
        : [.. read.Document?.Observables ?? []];

    /// <summary>The whole file, or with "-" what comes in on standard input.</summary>
    private static byte[] Bytes(string path)
    {
        using var stream = path == "-" ? Console.OpenStandardInput() : Open(path);
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int count; (count = stream.Read(piece)) > 0;)
        {
            bytes.Write(piece, 0, count);
            if (bytes.Length > MaximalBytes)
            {
                throw new InputException($"{path} has more than {MaximalBytes} bytes, which are the most that are read as a circuit.");
            }
        }

        return bytes.ToArray();
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var reason = exception switch
            {
                _ when Directory.Exists(path) => "it is a folder, not a file.",
                FileNotFoundException or DirectoryNotFoundException or ArgumentException => "there is no such file.",
                UnauthorizedAccessException => "permission denied.",
                _ => exception.Message.ReplaceLineEndings(" "),
            };
            throw new InputException($"{(path.Length == 0 ? "''" : path)} cannot be read: {reason}", exception);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..];

    private static double[] Values(string path, IEnumerable<string> names, string[] given, QuantumProgram program)
    {
        var pairs = given.Select(text => text.Split('=', 2)).ToArray();
        if (pairs.GroupBy(pair => pair[0]).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InputException($"--input {string.Join(" and ", twice.Select(pair => string.Join('=', pair)))}: one value for each input is needed.");
        }

        foreach (var pair in pairs)
        {
            if (pair.Length < 2
                || !double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                throw new InputException($"--input {string.Join('=', pair)}: a name and a number are needed, as in theta=0.5.");
            }

            if (!program.InputNames.Contains(pair[0]) && !program.WeightNames.Contains(pair[0]))
            {
                throw new InputException($"--input {string.Join('=', pair)}: {path} has no input \"{pair[0]}\"{Names(program)}.");
            }
        }

        return [.. names.Select(name => pairs.LastOrDefault(pair => pair[0] == name) is { } pair
            ? double.Parse(pair[1], CultureInfo.InvariantCulture)
            : throw new InputException($"{path}: the input \"{name}\" has no value; give it one with --input {name}=VALUE."))];
    }

    private static string Names(QuantumProgram program)
    {
        string[] names = [.. program.InputNames, .. program.WeightNames];
        return names.Length == 0 ? "; it has none" : $"; it has {string.Join(", ", names)}";
    }
}
