using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Quantum;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Methods;

public class ExplainedModelTests
{
    private static readonly Circuit TwoCosines = new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1);

    [Fact]
    public void ABatchOfScoresIsThatOfItsInputsForAnyNumberOfThreads()
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 3));
        var inputs = TestModels.Noise(new(37, 1, 6, 6), 1);
        var scores = model.ScoresOf(inputs);
        Assert.Equal(new Shape(37, 3), scores.Shape);
        foreach (var i in new[] { 0, 15, 16, 36 })
        {
            Assert.All(model.Run(inputs.Slice(i), 0).Scores.Zip(scores.Slice(i).Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
            Assert.All(
                model.TrainedScores(inputs.Slice(i)).Zip(model.TrainedScoresOf(inputs).Slice(i).Span.ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        using var pool = new WorkerPool(3);
        Assert.Equal(scores.Span.ToArray(), model.On(pool).ScoresOf(inputs).Span.ToArray());
    }

    [Fact]
    public void ABareCircuitIsAModelWithAndWithoutAHead()
    {
        var bare = ExplainedModel.Of(new CircuitModel(TwoCosines, [Observable.Z(1), Observable.Z(0)], []));
        var input = Tensor<double>.From(new(2), [0.4, 1.1]);
        Assert.Equal(new Shape(2), bare.InputShape);
        Assert.Equal(Math.Cos(0.4) * Math.Cos(1.1), bare.Run(input, 0).Scores[0], 1e-14);
        var head = new CircuitModel(TwoCosines, [Observable.Z(1), Observable.Z(0)], [], Tensor<double>.From(new(1, 2), [2, -1]), [0.5]);
        Assert.Equal((2 * Math.Cos(0.4) * Math.Cos(1.1)) - Math.Cos(0.4) + 0.5, ExplainedModel.Of(head).Run(input, 0).Scores[0], 1e-14);
        Assert.NotEqual(bare.Fingerprint, ExplainedModel.Of(head).Fingerprint);
    }

    [Fact]
    public void TheFingerprintOfABareCircuitSeesAnglesInFullPrecision()
    {
        string Print(double angle) => ExplainedModel.Of(new CircuitModel(TwoCosines.RX(0, angle), [Observable.Z(1)], [])).Fingerprint;
        Assert.Equal(Print(0.3), Print(0.3));
        Assert.NotEqual(Print(0.3), Print(0.3 + 1e-12));
    }

    [Fact]
    public void WhatIsNoModelOfACircuitIsRefused()
    {
        string Message(Action action) => Assert.Throws<InputException>(action).Message;
        Assert.Equal(
            "The circuit has no inputs, so there is nothing whose relevance could be asked for.",
            Message(() => new CircuitModel(new Circuit(1).H(0), [Observable.Z(0)], [])));
        Assert.Equal("The circuit has no observable, so there is no score to explain.", Message(() => new CircuitModel(TwoCosines, [], [])));
        Assert.Equal("The circuit has 0 weights, but 1 values were given.", Message(() => new CircuitModel(TwoCosines, [Observable.Z(0)], [1])));
        Assert.Equal(
            "The head's weights of shape [1, 3] and its 1 biases do not fit: [scores, 1] and one bias per score are needed.",
            Message(() => new CircuitModel(TwoCosines, [Observable.Z(0)], [], new Tensor<double>(new(1, 3)), [0])));
        Assert.Equal(
            "The input has shape [3], but the model expects [2].",
            Message(() => ExplainedModel.Of(new CircuitModel(TwoCosines, [Observable.Z(0)], [])).Run(new Tensor<double>(new(3)), 0)));
        Assert.Equal(
            "qgrad-cam does not apply: the model has no convolution, so there are no maps to weigh.",
            Message(() => new QGradCam().Explain(ExplainedModel.Of(new CircuitModel(TwoCosines, [Observable.Z(0)], [])), new Tensor<double>(new(2)), 0)));
        Assert.Equal(
            "The option steps would have no effect on grad-cam, which uses layer.",
            Message(() => new GradCam().Explain(
                ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 3)), new Tensor<double>(new(1, 6, 6)), 0, new ExplainOptions { Steps = 3 })));
    }
}
