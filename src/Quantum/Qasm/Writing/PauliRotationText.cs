namespace QXai.Quantum.Qasm.Writing;

/// <summary>
/// exp(-i t P / 2) in OpenQASM: turn every letter into Z (H for X, sdg then H for Y), gather the parity on the last qubit by CNOTs, rotate that about
/// z, and undo. Exact, the global phase included.
/// </summary>
internal static class PauliRotationText
{
    /// <summary>A definition of the gate: its name is r and the word in small letters.</summary>
    public static string Definition(string word) => $"gate {Name(word)}(t) {Qubits(word.Length)} {{ {string.Join(" ", Body(word))} }}";

    /// <summary>As in <c>rxyz</c>.</summary>
    public static string Name(string word) => "r" + word.ToLowerInvariant();

    /// <summary>The word that a gate's name means; null where it means none.</summary>
    public static string? Word(string name) =>
        name.Length > 1 && name[0] == 'r' && !name.AsSpan(1).ContainsAnyExcept("ixyz") ? name[1..].ToUpperInvariant() : null;

    /// <summary>Names of a gate's qubits: q0, q1, ....</summary>
    public static string Qubits(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"q{i}"));

    private static IEnumerable<string> Body(string word)
    {
        int[] support = [.. Enumerable.Range(0, word.Length).Where(i => word[i] != 'I')];
        if (support.Length == 0)
        {
            return ["gphase(-t/2);"];
        }

        var turn = support.SelectMany<int, string>(i => word[i] switch { 'X' => [$"h q{i};"], 'Y' => [$"sdg q{i};", $"h q{i};"], _ => [] });
        var back = support.SelectMany<int, string>(i => word[i] switch { 'X' => [$"h q{i};"], 'Y' => [$"h q{i};", $"s q{i};"], _ => [] });
        string[] gather = [.. support.Zip(support.Skip(1), (a, b) => $"cx q{a}, q{b};")];
        return [.. turn, .. gather, $"rz(t) q{support[^1]};", .. gather.Reverse(), .. back];
    }
}
