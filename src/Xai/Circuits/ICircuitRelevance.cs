using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// A way to share one score of a circuit among the circuit's inputs. Stateless; the catalogue is <see cref="CircuitRelevances.All"/>. On a bare
/// circuit the result is an explanation; behind a network it seeds the relevance that goes on to the pixels.
/// </summary>
public interface ICircuitRelevance
{
    /// <summary>The name by which options choose it: <c>taylor-infinity</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    /// <summary>What the circuit must be like.</summary>
    string Needs { get; }

    /// <summary>What its relevances promise: conservation, sign.</summary>
    string Promises { get; }

    /// <summary>Paper and section.</summary>
    string Source { get; }

    /// <summary>Whether relevances and unassigned are promised to sum to f(x).</summary>
    bool IsConservative { get; }

    /// <summary>Whether a reference point takes part; where not, one that is given changes nothing.</summary>
    bool UsesReference { get; }

    /// <summary>Null where the method applies to the score, else why not, as half a sentence that names the gate or the limit.</summary>
    string? Refusal(CircuitScore score);

    /// <summary>
    /// The relevance of every input at <paramref name="x"/> [inputs], relative to <paramref name="reference"/> [inputs] where the method uses one;
    /// null lets it look for a root point near x (Taylor, Taylor-infinity, QLRP) or take zeros (Shapley). Throws <see cref="InputException"/> where
    /// the method does not apply, lengths do not fit or a number is not finite.
    /// </summary>
    CircuitRelevance Of(CircuitScore score, double[] x, double[]? reference = null, CircuitRelevanceOptions? options = null);
}
