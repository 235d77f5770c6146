using QXai.Quantum.Gates;
using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Writing;

/// <summary>
/// Gates of the catalogue that no standard library has, with the definitions that are written for them. A definition that is read and is word for
/// word one of these gives the catalogue's gate back, so that circuits survive a round trip unchanged.
/// </summary>
internal static class KnownDefinitions
{
    /// <summary>U3 exactly: the libraries' u3 differs by a global phase, which controls would show.</summary>
    public const string ExactU3 = "qxai_u3";

    private static readonly (string Name, Gate Gate, string Text)[] Fixed =
    [
        ("rot", GateCatalogue.Rot, "gate rot(a, b, c) q0 { rz(a) q0; ry(b) q0; rz(c) q0; }"),
        ("iswap", GateCatalogue.ISwap, "gate iswap q0, q1 { s q0; s q1; h q0; cx q0, q1; cx q1, q0; h q1; }"),
        ("iswapdg", GateCatalogue.ISwapDg, "gate iswapdg q0, q1 { h q1; cx q1, q0; cx q0, q1; h q0; sdg q1; sdg q0; }"),
        (ExactU3, GateCatalogue.U3, $"gate {ExactU3}(theta, phi, lambda) q0 {{ p(lambda) q0; ry(theta) q0; p(phi) q0; }}"),
    ];

    private static readonly Dictionary<string, Gate> ByText = Fixed.ToDictionary(known => Normalised(known.Text), known => known.Gate);

    /// <summary>The name and definition of a gate without a name in the libraries; null where there is none, as for a matrix.</summary>
    public static (string Name, string Text)? Of(Gate gate) =>
        gate.Generator is { Word.Length: > 0 } generator && gate.Equals(GateCatalogue.PauliRotation(generator.Word))
            ? (PauliRotationText.Name(generator.Word), PauliRotationText.Definition(generator.Word))
            : Array.Find(Fixed, known => known.Gate.Equals(gate)) is { Name: not null } found ? (found.Name, found.Text) : null;

    /// <summary>The gate that a definition means, given as its tokens with single blanks between them; null where it is none of these.</summary>
    public static Gate? Find(string definition)
    {
        if (ByText.TryGetValue(definition, out var gate))
        {
            return gate;
        }

        return definition.Split(' ', 3) is [_, var name, _] && PauliRotationText.Word(name) is { Length: <= Reading.Symbols.MaximalQubits } word
            && Normalised(PauliRotationText.Definition(word)) == definition ? GateCatalogue.PauliRotation(word) : null;
    }

    private static string Normalised(string text)
    {
        var (lexer, words) = (new Lexer(text, new("definition")), new List<string>());
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            words.Add(token.Text);
        }

        return string.Join(' ', words);
    }
}
