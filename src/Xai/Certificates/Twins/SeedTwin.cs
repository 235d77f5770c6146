using System.Globalization;
using QXai.Numerics;
using QXai.Reference.Explanations;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// A circuit's relevance of its angles by its definition: Taylor, Taylor-infinity, Shapley, the Pauli split or QLRP.
/// </summary>
internal static class SeedTwin
{
    /// <summary>The relevance of the angles, and the circuit's entry of the ledger with the library's items and the twin's amounts.</summary>
    public static (double[] Relevance, LayerRelevance Entry) Of(Explanation explanation, CircuitTwin circuit, ProductScores products)
    {
        var entry = explanation.Layers[0];
        var (relevance, parts) = Seed(entry.Rule, explanation, circuit, products);
        var rest = explanation.Score - relevance.Sum() - parts.Values.Sum();
        return (relevance, new LayerRelevance(entry.Layer, entry.Rule, explanation.Score, relevance.Sum(), [.. entry.Absorbed.Select(line =>
            line with { Amount = parts.TryGetValue(line.Item, out var amount) ? amount : line.Item == "interactions" ? rest : double.NaN })]));
    }

    /// <summary>The explanation of a bare circuit by such a relevance, with the twin's relevance and ledger.</summary>
    public static Explanation Bare(Explanation explanation, CircuitTwin circuit, ProductScores products)
    {
        var whole = new LayerRelevance("circuit", explanation.Method, explanation.Score, explanation.Total, explanation.Ledger);
        var (relevance, entry) = Of(explanation with { Layers = [whole] }, circuit, products);
        return explanation with { Relevance = Tensor<double>.From(explanation.Relevance.Shape, relevance), Ledger = entry.Absorbed };
    }

    /// <summary>The relevance and what it leaves of the score, by name.</summary>
    private static (double[] Relevance, Dictionary<string, double> Parts) Seed(
        string method, Explanation explanation, CircuitTwin circuit, ProductScores products)
    {
        var (cut, x, reference) = (new TextbookCut(circuit.Layer.Circuit), circuit.X, circuit.Reference);
        switch (method)
        {
            case "taylor":
                return (circuit.Terms(), AtReference());
            case "taylor-infinity":
                return (circuit.Differences(), AtReference());
            case "shapley":
                var worth = new double[1 << x.Length];
                Parallel.For(0, worth.Length, set => worth[set] = circuit.Value(x.Select((value, i) => ((set >> i) & 1) == 1 ? value : reference[i])));
                return (new CoalitionGame(x.Length, set => worth[set]).ShapleyBySubsets(), AtReference());
            case "pauli-split":
                var (split, trace) = Product().Split(x);
                return (ByInput(split), Parts(("tr(Q)/2^n", trace), ("bias", circuit.Offset), ("qubits without input", Idle(split))));
            default:
                var share = Text("share") switch { "taylor-infinity" => CoordinateShare.Replacement, "mixed" => CoordinateShare.Mixing, _ => CoordinateShare.Slope };
                var epsilon = double.Parse(Text("epsilon"), CultureInfo.InvariantCulture);
                var (shares, identity, undefined, leak) = Product().Qlrp(x, reference, share, Text("basis") == "pauli", epsilon);
                var isMixed = share == CoordinateShare.Mixing;
                return (isMixed ? ByInput(shares) : shares, Parts(
                    ("identity", identity), ("0/0", undefined), ("epsilon", leak), ("bias", circuit.Offset), ("qubits without input", isMixed ? Idle(shares) : 0)));
        }

        TextbookProductScore Product() => products.Of(circuit.Layer, cut);

        Dictionary<string, double> AtReference() => Parts(("f(reference)", circuit.Value(reference)));

        double[] ByInput(double[] qubits) => [.. x.Select((_, i) => qubits.Where((_, q) => cut.Feeds(i, q)).Sum())];

        double Idle(double[] qubits) => qubits.Where((_, q) => !x.Where((_, i) => cut.Feeds(i, q)).Any()).Sum();

        string Text(string option) => explanation.Options.Single(choice => choice.Name == option).Value;
    }

    private static Dictionary<string, double> Parts(params (string Name, double Amount)[] parts) => parts.ToDictionary(part => part.Name, part => part.Amount);
}
