using System.Collections.Immutable;
using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>
/// R_P(t) = exp(-i t P / 2) = cos(t/2) I - i sin(t/2) P for a Pauli word P: RX, RY, RZ, RXX, RYY, RZZ and any other word.
/// Generator P / 2, spectrum -1/2 and 1/2. Equal where the words are.
/// </summary>
internal sealed class PauliRotation : Gate
{
    public static readonly Gate RX = new PauliRotation("X");

    public static readonly Gate RY = new PauliRotation("Y");

    public static readonly Gate RZ = new PauliRotation("Z");

    public static readonly Gate RXX = new PauliRotation("XX");

    public static readonly Gate RYY = new PauliRotation("YY");

    public static readonly Gate RZZ = new PauliRotation("ZZ");

    private PauliRotation(string word)
        : base("R" + word, "R" + word, Standard.Contains(word) ? "r" + word.ToLowerInvariant() : null, word.Length, KindOf(word), "t")
    {
        Word = word;
        Generator = new(0, 0.5, word);
    }

    /// <summary>The Pauli word, one letter per qubit.</summary>
    public string Word { get; }

    public override Generator Generator { get; }

    private static ImmutableArray<string> Standard => ["X", "Y", "Z", "XX", "YY", "ZZ"];

    /// <summary>The rotation about any word of I, X, Y, Z; the catalogue's own where it is one of those.</summary>
    public static Gate About(string word)
    {
        if (word.Length == 0 || word.AsSpan().ContainsAnyExcept("IXYZ"))
        {
            throw new ArgumentException($"RPauli: \"{word}\" is not a Pauli word: one letter I, X, Y or Z per qubit is needed.");
        }

        return word switch { "X" => RX, "Y" => RY, "Z" => RZ, "XX" => RXX, "YY" => RYY, "ZZ" => RZZ, _ => new PauliRotation(word) };
    }

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles)
    {
        var (sin, cos) = Math.SinCos(angles[0] / 2);
        return cos * ComplexMatrix.Identity(1 << Word.Length) + new Complex(0, -sin) * PauliMatrices.Word(Word);
    }

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => (this, [-angles[0]]);

    public override bool Equals(object? obj) => obj is PauliRotation other && other.Word == Word;

    public override int GetHashCode() => Word.GetHashCode(StringComparison.Ordinal);

    private static GateKind KindOf(string word) =>
        !word.AsSpan().ContainsAnyExcept("IZ") ? GateKind.Diagonal : word.Length == 1 ? GateKind.OneQubit : GateKind.PauliRotation;
}
