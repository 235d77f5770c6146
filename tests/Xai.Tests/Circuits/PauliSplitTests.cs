using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Encodings;
using QXai.Reference.Explanations;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>The Pauli split against explicit matrices, and what it says about qubits and inputs.</summary>
public class PauliSplitTests
{
    [Fact]
    public void SharesOfStringsAreExactShapleyValuesAgainstTheMixedState() => RandomScores.Check(30, seed =>
    {
        var scores = new RandomScores(seed);
        var score = Any(scores, seed);
        var x = scores.Point(score.Inputs);
        var (split, slow) = (QubitSplit.Of(score, x), Textbook(score, x));
        var game = new CoalitionGame(score.Circuit.Qubits, slow.Value);
        RandomScores.Close(slow.ByWords(), split.Shapley(), score);
        RandomScores.Close(game.Shapley(), split.Shapley(), score);
        Assert.Equal(game.Dividend((1 << score.Circuit.Qubits) - 1), split.Dividends[^1], 1e-10 * (1 + score.Observable.Bound));
        Assert.Equal(score.Observable.IdentityCoefficient, split.Identity, 1e-10 * (1 + score.Observable.Bound));
    });

    [Fact]
    public void SharesAndTraceSumToTheScore() => RandomScores.Check(30, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 5));
        var result = new PauliSplit().Of(score, scores.Point(score.Inputs));
        Assert.Equal(0, result.Residual, 1e-10 * (1 + score.Observable.Bound));
        Assert.Equal(score.Observable.IdentityCoefficient + score.Offset, result.Unassigned, 1e-10 * (1 + score.Observable.Bound));
    });

    /// <summary>H then RX: the score does not change with x0, yet qubit 0 carries all of it.</summary>
    [Fact]
    public void AQubitCanMatterWithoutASlope()
    {
        var score = new CircuitScore(new Circuit(1).H(0).RX(0, input: 0), [], Observable.X(0));
        Assert.Equal(0, score.Gradient([0.7])[0], 1e-15);
        Assert.Equal(1, new PauliSplit().Of(score, [0.7]).Relevance[0], 1e-14);
    }

    /// <summary>x0 on qubits 0 and 1, x1 on qubit 2, measuring Z Z Z: thirds by qubit, halves by player.</summary>
    [Fact]
    public void AnInputOnSeveralQubitsGetsTheirSumAndTheMergedValueIsStated()
    {
        var score = new CircuitScore(new Circuit(3).RY(0, input: 0).RY(1, input: 0).RY(2, input: 1), [], Observable.Pauli(PauliString.FromWord("ZZZ")));
        var result = new PauliSplit().Of(score, [0, 0]);
        Assert.Equal([2 / 3.0, 1 / 3.0], result.Relevance.Select(r => Math.Round(r, 12)), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.Equal(
            "An input on several qubits gets the sum of their shares, which is not its Shapley value as one player: those would be x0: 0.5, x1: 0.5.",
            Assert.Single(result.Notes));
    }

    [Fact]
    public void WhatHasNoInputIsUnassigned()
    {
        var score = new CircuitScore(new Circuit(2).RY(0, input: 0).H(1).CNOT(1, 0), [], Observable.Parse("Z0 Z1 + X1", 2));
        var result = new PauliSplit().Of(score, [0.4]);
        Assert.Contains(result.Parts, part => part.Name == "qubits without input");
        Assert.Equal(0, result.Residual, 1e-12);
    }

    [Fact]
    public void ScopeIsStated()
    {
        var scores = new RandomScores(1);
        Refuses(scores.Encoded(2, new IqpEncoding()), "pauli-split does not apply: gate 4, RZZ(x0*x1) q0 q1 encodes into 2 qubits at once.");
        Refuses(new(new Circuit(1).RY(0, input: 0).RX(0, input: 1), [], Observable.Z(0)),
            "pauli-split does not apply: qubit 0 encodes the inputs x0 and x1, whose parts in its share cannot be told apart.");
        Refuses(
            new(new Circuit(13).RY(0, input: 0), [], Observable.Z(0)),
            "pauli-split does not apply: 13 qubits have 4^13 matrix entries, and 12 qubits are the most.");
    }

    internal static CircuitScore Any(RandomScores scores, ulong seed) => (seed % 4) switch
    {
        0 => scores.Local(3),
        1 => scores.Tangled(3, 2),
        2 => scores.Reuploaded(2, 2),
        _ => scores.Encoded(3, new IqpEncoding()),
    };

    internal static void Refuses(CircuitScore score, string message, ICircuitRelevance? method = null) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => (method ?? new PauliSplit()).Of(score, new double[score.Inputs])).Message);

    private static TextbookQubitSplit Textbook(CircuitScore score, double[] x) =>
        new(score.Encoding.V, score.Encoding.U, score.Observable, x, [.. score.Weights]);
}
