using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Encodings;
using QXai.Reference.Explanations;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>Quantum layer-wise relevance propagation: both steps, in both bases, by every share.</summary>
public class QlrpTests
{
    private static readonly QlrpBasis[] Bases = [QlrpBasis.MatrixEntries, QlrpBasis.Pauli];

    // verifies XQML (V)
    [Fact]
    public void StepOneIsTheInnerProductOfStateAndObservableInEveryBasis() => RandomScores.Check(30, seed =>
    {
        var scores = new RandomScores(seed);
        var score = PauliSplitTests.Any(scores, seed);
        var x = scores.Point(score.Inputs);
        foreach (var basis in Bases)
        {
            var step = QlrpStepOne.Of(score, x, basis);
            Assert.Equal(score.Value(x), step.Total + step.Offset, 1e-10 * (1 + score.Observable.Bound));
            var slow = Textbook(score, basis).StepOne(x);
            RandomScores.Close([.. slow.Order()], [.. step.Relevance.Order()], score);
        }
    });

    [Fact]
    public void StepOneAppliesToAmplitudeEncoding()
    {
        var score = CircuitScore.OfAmplitudes(new Circuit(2).H(0).CNOT(0, 1), 4, [], Observable.Parse("Z0 + X1", 2));
        Assert.Equal(score.Value([1, 2, 3, 4]), QlrpStepOne.Of(score, [1, 2, 3, 4]).Total, 1e-12);
    }

    // verifies XQML (V)
    [Fact]
    public void SharesAreThoseOfExplicitMatrices() => RandomScores.Check(60, seed =>
    {
        var scores = new RandomScores(seed);
        var score = seed % 2 == 0 ? scores.Local(3) : scores.Tangled(2, 2);
        var (x, reference) = (scores.Point(score.Inputs), scores.Point(score.Inputs));
        foreach (var basis in Bases)
        {
            var slow = Textbook(score, basis);
            Same(slow.ByTaylorInfinity(x, reference), new Qlrp().Of(score, x, reference, new() { Basis = basis }));
            Same(slow.ByGradient(x, reference), new Qlrp().Of(score, x, reference, new() { Basis = basis, Share = QlrpShare.GradientTimesDifference }));
            if (seed % 2 == 0)
            {
                Same(slow.ByMixing(x), new Qlrp().Of(score, x, reference, new() { Basis = basis, Share = QlrpShare.Mixed }));
            }
        }

        void Same((double[] Relevance, double Unassigned, double Uncertainty) expected, CircuitRelevance actual)
        {
            // Shares are ratios, w / sum w: where w nearly cancels, rounding grows, and the twin says by how much, from the rounding of its own exponentials.
            var tolerance = 1e-12 * (1 + score.Observable.Bound) + expected.Uncertainty;
            Assert.All(expected.Relevance.Zip(actual.Relevance), pair => Assert.Equal(pair.First, pair.Second, tolerance));
            Assert.Equal(expected.Unassigned + score.Offset, actual.Unassigned, tolerance);
        }
    });

    // verifies XQML (II)
    [Fact]
    public void RelevanceAndUnassignedAreTheScore() => RandomScores.Check(60, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 5));
        foreach (var share in Enum.GetValues<QlrpShare>())
        {
            foreach (var basis in Bases)
            {
                var options = new CircuitRelevanceOptions { Basis = basis, Share = share, Epsilon = seed % 2 == 0 ? 0 : 0.1 };
                var result = new Qlrp().Of(score, scores.Point(score.Inputs), scores.Point(score.Inputs), options);
                Assert.Equal(0, result.Residual, 1e-10 * (1 + score.Observable.Bound));
                Assert.True(result.Amplification >= (seed % 2 == 0 ? 1 - 1e-12 : 0));
            }
        }
    });

    /// <summary>Normalisation is the method's only content: without it both relevances of coordinates collapse to those of the score, in any basis.</summary>
    [Fact]
    public void UnnormalisedSharesCollapseToTheScoresOwn() => RandomScores.Check(60, seed =>
    {
        var scores = new RandomScores(seed);
        var score = seed % 2 == 0 ? scores.Local(1 + (int)(seed % 4)) : scores.Tangled(3, 3);
        var (x, reference) = (scores.Point(score.Inputs), scores.Point(score.Inputs));
        foreach (var basis in Bases)
        {
            RandomScores.Close(
                Taylor.Terms(score.Gradient(reference), x, reference), Qlrp.Unnormalised(score, x, reference, basis, QlrpShare.GradientTimesDifference), score);
            RandomScores.Close(TaylorInfinity.Differences(score, x, reference), Qlrp.Unnormalised(score, x, reference, basis, QlrpShare.TaylorInfinity), score);
        }
    });

    [Fact]
    public void InThePauliBasisTheMixedShareIsThePauliSplit() => RandomScores.Check(60, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 5));
        var x = scores.Point(score.Inputs);
        var qlrp = new Qlrp().Of(score, x, options: new() { Basis = QlrpBasis.Pauli, Share = QlrpShare.Mixed });
        RandomScores.Close(new PauliSplit().Of(score, x).Relevance, qlrp.Relevance, score);
        Assert.Equal(0, qlrp.Parts.Single(part => part.Name == "0/0").Amount, 1e-12);
        Assert.Equal(1, qlrp.Amplification!.Value, 1e-12);
    });

    [Fact]
    public void EpsilonsLeakIsReported()
    {
        var scores = new RandomScores(3);
        var score = scores.Local(3);
        var (x, reference) = (scores.Point(3), scores.Point(3));
        var plain = new Qlrp().Of(score, x, reference);
        var stabilised = new Qlrp().Of(score, x, reference, new() { Epsilon = 0.5 });
        var leak = stabilised.Parts.Single(part => part.Name == "epsilon").Amount;
        Assert.NotEqual(0, leak);
        Assert.Equal(plain.Total - stabilised.Total, leak, 1e-10);
        Assert.True(stabilised.Amplification < plain.Amplification);
    }

    /// <summary>The reference is x itself: no coordinate has moved, and everything but the identity is 0/0.</summary>
    [Fact]
    public void WhatCannotBeSharedIsUnassigned()
    {
        var score = new CircuitScore(new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [], Observable.Parse("0.25 + Z1", 2));
        var result = new Qlrp().Of(score, [0.4, 1.1], [0.4, 1.1], new() { Basis = QlrpBasis.Pauli });
        Assert.Equal([0, 0], result.Relevance);
        Assert.Equal(0.25, result.Parts.Single(part => part.Name == "identity").Amount, 1e-14);
        Assert.Equal(Math.Cos(0.4) * Math.Cos(1.1), result.Parts.Single(part => part.Name == "0/0").Amount, 1e-14);
    }

    [Fact]
    public void ScopeIsStated()
    {
        var scores = new RandomScores(1);
        var qlrp = new Qlrp();
        PauliSplitTests.Refuses(new(new Circuit(2).RY(0, input: 0).RX(0, weight: 0).CNOT(0, 1).RY(1, input: 1), [0.2], Observable.Z(1)),
            "qlrp does not apply: the circuit is not encoding-first, since gate 3, RY(x1) q1, which depends on an input, "
            + "comes after gate 1, RX(w0) q0, which is trained; "
            + "only the first step, state times observable, exists for it.", qlrp);
        PauliSplitTests.Refuses(
            scores.Encoded(2, new IqpEncoding()),
            "qlrp does not apply: the encoded state is no product, since gate 4, RZZ(x0*x1) q0 q1 encodes into 2 qubits at once; "
            + "only the first step, state times observable, exists for it.", qlrp);
        PauliSplitTests.Refuses(CircuitScore.OfAmplitudes(new Circuit(1).H(0), 2, [], Observable.Z(0)),
            "qlrp does not apply: the encoded state is no product, since amplitude encoding prepares all qubits at once; "
            + "only the first step, state times observable, exists for it.", qlrp);
    }

    private static TextbookQlrp Textbook(CircuitScore score, QlrpBasis basis) =>
        new(score.Encoding.V, score.Encoding.U, score.Observable, [.. score.Weights], basis == QlrpBasis.Pauli);
}
