using System.Collections.Concurrent;
using QXai.Quantum;
using QXai.Reference.DualNumbers;
using QXai.Reference.Explanations;

namespace QXai.Xai.Certificates.Twins;

/// <summary>Scores of circuits with explicit matrices, each made once for a circuit, its weights and its observable.</summary>
internal sealed class ProductScores
{
    private readonly ConcurrentDictionary<(object Circuit, object Weights, string Observable), Lazy<TextbookProductScore>> made = new();

    /// <summary>The score of a circuit with one observable, cut in two.</summary>
    public TextbookProductScore Of(CircuitLayer layer, TextbookCut cut) => made.GetOrAdd(
        (layer.Circuit, layer.Weights, string.Join(" ", layer.Observables[0].Terms.Select(Text))),
        _ => new(() => new(cut.V, cut.U, layer.Observables[0], layer.Weights))).Value;

    private static string Text(PauliTerm term) => FormattableString.Invariant($"{term.Coefficient:R} {term.Pauli}");
}
