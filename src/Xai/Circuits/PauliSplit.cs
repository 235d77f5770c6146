namespace QXai.Xai.Circuits;

/// <summary>
/// The Pauli split: every Pauli string's part of the score is shared equally among the qubits in its support, and every input gets what its qubits
/// get. Ranks qubits, not slopes: a qubit can matter although the score does not change with its input (H then RX). No root point is needed, and
/// nothing is ever 0/0.
/// </summary>
public sealed class PauliSplit : CircuitRelevanceMethod
{
    /// <inheritdoc/>
    public override string Name => "pauli-split";

    /// <inheritdoc/>
    public override string Summary =>
        "shares every Pauli string's part of the score equally among the qubits of its support: exact Shapley values of qubits against the mixed state";

    /// <inheritdoc/>
    public override string Needs =>
        $"a circuit of at most {MeasuredOperator.MostQubits} qubits whose inputs are encoded qubit by qubit, no two of them into one qubit";

    /// <inheritdoc/>
    public override string Promises =>
        "sums to f(x) - tr(Q) / 2^n - b, b the bias of an affine head; both signs; one number per qubit, summed over an input's qubits";

    /// <inheritdoc/>
    public override string Source => "docs/explanations-circuits.md; Shapley 1953";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override string? Refusal(CircuitScore score) => MeasuredOperator.Refusal(score) ?? score.Encoding.NotLocal ?? SharedQubit(score);

    /// <summary>Null where every qubit has at most one input, else which has several, as half a sentence.</summary>
    internal static string? SharedQubit(CircuitScore score) => Enumerable.Range(0, score.Circuit.Qubits)
        .Select(qubit => (qubit, Inputs: score.Encoding.InputsOf(qubit)))
        .Where(entry => entry.Inputs.Length > 1)
        .Select(entry => $"qubit {entry.qubit} encodes the inputs {string.Join(" and ", entry.Inputs.Select(input => $"x{input}"))}, "
            + "whose parts in its share cannot be told apart")
        .FirstOrDefault();

    private protected override CircuitRelevance Compute(CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options)
    {
        var split = QubitSplit.Of(score, x, options.Cancellation);
        var (qubits, owners) = (split.Shapley(), Enumerable.Range(0, score.Inputs).Select(input => score.Encoding.QubitsOf(input)).ToArray());
        var idle = Enumerable.Range(0, qubits.Length).Where(qubit => score.Encoding.InputsOf(qubit).IsEmpty).ToArray();
        List<UnassignedPart> parts = [new("tr(Q)/2^n", split.Identity), new("bias", score.Offset)];
        List<string> notes = [];
        if (idle.Length > 0)
        {
            parts.Add(new("qubits without input", idle.Sum(qubit => qubits[qubit])));
            notes.Add($"Qubits without an input, {string.Join(", ", idle)}, take part like all others; their shares are unassigned.");
        }

        if (owners.Any(owned => owned.Length > 1))
        {
            var merged = split.Shapley(
                [.. owners.Select(owned => owned.Aggregate(0, (set, qubit) => set | (1 << qubit))), .. idle.Select(qubit => 1 << qubit)]);
            notes.Add("An input on several qubits gets the sum of their shares, which is not its Shapley value as one player: those would be "
                + string.Join(", ", merged.Take(score.Inputs).Select((value, input) => Invariant($"x{input}: {value:G6}"))) + ".");
        }

        return new()
        {
            Method = Name,
            Relevance = [.. owners.Select(owned => owned.Sum(qubit => qubits[qubit]))],
            Score = score.Value(x),
            Parts = [.. parts],
            Notes = [.. notes],
        };
    }
}
