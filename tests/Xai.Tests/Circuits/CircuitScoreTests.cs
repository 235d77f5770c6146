using QXai.Autodiff;
using QXai.Nn.Layers;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Encodings;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>Scores of circuits: bare, behind a network, and what is read off their gates.</summary>
public class CircuitScoreTests
{
    [Fact]
    public void AHybridsScoreIsReproduced()
    {
        var model = TestModels.Explained(TestModels.Hybrid(TestModels.Options(), 3).ForExplanation());
        var run = model.Run(TestModels.Noise(new(1, 6, 6), 1), 1);
        var score = CircuitScore.Of(run);
        Assert.Equal(run.Scores[1], score.Value(run.Circuit.Inputs[0].Value.Span), 1e-12);
        Assert.Equal(0, score.Offset, 1e-12);
    }

    [Fact]
    public void FewRowsAndManyGiveTheSameBits()
    {
        var circuit = new Circuit(4).H(0).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1).RZ(1, weight: 0).CNOT(1, 2).RY(2, weight: 1).CNOT(2, 3);
        var score = new CircuitScore(circuit, [0.3, -0.7], Observable.Parse("Z3 + 0.5*X1 Z2", 4));
        double[] rows = [.. Enumerable.Range(0, 40).Select(i => Math.Sin(1 + i))];
        var many = score.Values(20, rows);
        Assert.Equal(many[..16], score.Values(16, rows.AsSpan(0, 32)));
        Assert.Equal(many[..1], score.Values(1, rows.AsSpan(0, 2)));
    }

    [Fact]
    public void AnAffineHeadsBiasIsTheOffset()
    {
        var model = TestModels.WithHead(4, new Dense<double>("scores", 2, 3));
        TestModels.Set(model, "scores.bias", [0.1, 0.2, 0.3]);
        var run = TestModels.Explained(model).Run(TestModels.Noise(new(1, 4, 4), 1), 2);
        var score = CircuitScore.Of(run);
        Assert.Equal(0.3, score.Offset, 1e-12);
        Assert.Equal(run.Scores[2], score.Value(run.Circuit.Inputs[0].Value.Span), 1e-12);
    }

    [Fact]
    public void ANonlinearHeadIsRefusedByName()
    {
        var model = TestModels.WithHead(4, new Dense<double>("mix", 2, 3), Activation<double>.Tanh("squash"), new Dense<double>("scores", 3, 2));
        var run = TestModels.Explained(model).Run(TestModels.Noise(new(1, 4, 4), 1), 0);
        Assert.Equal(
            "The circuit cannot be explained by itself: its head is not affine, since 'squash' (Tanh) stands between the expectations and the scores.",
            Assert.Throws<InputException>(() => CircuitScore.Of(run)).Message);
    }

    [Fact]
    public void EncodingsAreReadOffTheGates()
    {
        var scores = new RandomScores(1);
        var local = scores.Encoded(3, new AngleEncoding()).Encoding;
        Assert.True(local.IsFirst && local.IsLocal);
        Assert.Equal(1, Assert.Single(local.QubitsOf(1)));
        Assert.Equal(6, local.V.Count);
        var iqp = scores.Encoded(3, new IqpEncoding()).Encoding;
        Assert.True(iqp.IsFirst);
        Assert.Equal("gate 6, RZZ(x0*x1) q0 q1 encodes into 2 qubits at once", iqp.NotLocal);
        var reuploaded = scores.Reuploaded(2, 2).Encoding;
        Assert.StartsWith("gate 18, R", reuploaded.NotFirst, StringComparison.Ordinal);
        Assert.False(reuploaded.IsLocal);
        Assert.True(scores.Encoded(3, new RyRzArctanEncoding()).Encoding is { IsFirst: true, IsLocal: true });
    }

    /// <summary>Whatever the circuit, V first and U after it is the circuit.</summary>
    [Fact]
    public void TheCutLeavesTheScoreUnchanged() => RandomScores.Check(40, seed =>
    {
        var scores = new RandomScores(seed);
        var score = (seed % 3) switch { 0 => scores.Tangled(3, 4), 1 => scores.Reuploaded(3, 2), _ => scores.Encoded(3, new IqpEncoding()) };
        var x = scores.Point(score.Inputs);
        var recombined = new CircuitScore(score.Encoding.V.Append(score.Encoding.U), score.Weights.AsSpan(), score.Observable, score.Offset);
        Assert.DoesNotContain(score.Encoding.U.Gates, gate => gate.Angles.Any(angle => angle.Source == AngleSource.Input));
        Assert.Equal(score.Value(x), recombined.Value(x), 1e-12);
    });

    /// <summary>More rows than a tile give the same bits as one by one.</summary>
    [Fact]
    public void BatchesGiveTheSameBits()
    {
        var scores = new RandomScores(2);
        var score = scores.Reuploaded(3, 2);
        var rows = scores.Point(1000 * score.Inputs);
        var values = score.Values(1000, rows);
        Assert.All([0, 255, 256, 999], k => Assert.Equal(score.Value(rows.AsSpan(k * score.Inputs, score.Inputs)), values[k]));
    }
}
