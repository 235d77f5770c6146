using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using QXai.Numerics;

namespace QXai.Quantum.Formats;

/// <summary>
/// Reads circuits in JSON: <c>{"n": 3, "params": [..], "init": [..], "gates": [{"name": "RX", "wires": [0], "params": [0.3 or {"p": 0, "scale": 2,
/// "offset": 0.1}], "pauli": "XY", "matrix": [[..]], "ctrl": [1], "ctrl_values": [0]}, {"channel": "depolarizing", "wires": [0], "p": 0.1}],
/// "observables": [[[1.0, "ZII"], ..]], "readout": [[0.01, 0.03], ..], "want": ["state", ..]}</c>. "readout" has a pair for each qubit, the probabilities
/// that 0 is read as 1 and 1 as 0; probabilities and expectations are then those that are read. The numbers in "params" become the weights; without
/// "params", every literal angle
/// becomes a weight, in order of appearance. Without "want", the state (where there is no noise), expectations and gradients are wanted. What has
/// another name is refused.
/// </summary>
public static class CircuitJson
{
    private const long MaximalBytes = 1L << 28;

    /// <summary>
    /// Reads a file of at most 256 MiB. Throws <see cref="InputException"/> with the file and, for what is no JSON, line and column.
    /// </summary>
    public static CircuitDocument Load(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= MaximalBytes
            ? Parse(File.ReadAllBytes(path), path)
            : throw new InputException($"{path} has {length} bytes, but {MaximalBytes} are the most that are read as a circuit.");
    }

    /// <summary>Reads UTF-8 text; refusals call it <paramref name="file"/>.</summary>
    public static CircuitDocument Parse(ReadOnlyMemory<byte> utf8, string file)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new InputException($"{file} is no text in UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8.Span is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8);
            return Read(document.RootElement, file);
        }
        catch (JsonException error)
        {
            throw new InputException($"{file}, line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}: this is no JSON.", error);
        }
    }

    /// <summary>Reads a parsed document. Throws <see cref="InputException"/> naming what does not fit.</summary>
    public static CircuitDocument Read(JsonElement root, string file = "Circuit")
    {
        try
        {
            return new CircuitJsonReader(root, file).Read();
        }
        catch (Exception error)
            when (error is ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InputException($"{file}: {error.Message}", error);
        }
    }
}
