using QXai.Numerics;
using QXai.Xai.Circuits;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// Root points by the twins. Which of a score's roots is near x has no definition but the search that finds it; that a point is a root has: the twin
/// evaluates the score there, in dual numbers.
/// </summary>
internal static class RootTwin
{
    /// <summary>What counts as zero, as a share of the score's range: ten times what the search stops at.</summary>
    private const double Tolerance = 1e-11;

    /// <summary>The claim on x~ with the twin's numbers.</summary>
    public static RootClaim Of(CircuitTwin circuit)
    {
        var value = circuit.Value(circuit.Reference);
        return new(
            circuit.Reference, value, Math.Sqrt(circuit.X.Zip(circuit.Reference, (x, reference) => (x - reference) * (x - reference)).Sum()),
            Math.Abs(value) <= Tolerance * (circuit.Layer.Observables[0].Terms.Sum(term => Math.Abs(term.Coefficient)) + Math.Abs(circuit.Offset)));
    }

    /// <summary>A root point near the input that the library's search finds and the twin finds to be one, or the point of the smallest score met.</summary>
    public static double[] Find(CircuitTwin circuit)
    {
        var layer = circuit.Layer;
        var found = RootFinder.Find(new CircuitScore(layer.Circuit, [.. layer.Weights], layer.Observables[0], circuit.Offset), circuit.X);
        return Of(circuit.At(found.Point)).IsRoot == found.IsRoot
            ? found.Point
            : throw new InputException(FormattableString.Invariant(
                $"a point was called {(found.IsRoot ? "a root" : "no root")} of a randomised circuit, but its score there is {circuit.Value(found.Point):G3}"));
    }
}
