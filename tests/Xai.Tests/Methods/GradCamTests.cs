using System.Text.Json;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Methods;

public class GradCamTests
{
    private static readonly GradCam Method = new();

    // verifies QGrad-CAM (5), (6), (7), (8)
    [Theory]
    [InlineData("conv", new[] { 0.75, -0.5 })]
    [InlineData("conv.relu", new[] { 1.0, -0.5 })]
    public void WeighsTheMapsOfTheLayer(string layer, double[] weights)
    {
        var explanation = Method.Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0, new ExplainOptions { Layer = layer });
        Assert.Equal(54, explanation.Score);
        Assert.Equal(weights, explanation.Cam!.ChannelWeights);
        Assert.Equal(explanation.Cam!.SignedMap.Span.ToArray().Select(value => Math.Max(value, 0)), explanation.Cam!.Map.Span.ToArray());
        Assert.Equal(layer, explanation.Cam!.Layer);
        Assert.Equal([new("layer", layer)], explanation.Options);
    }

    [Fact]
    public void WithoutANameTheLastRectifiedConvolutionIsTaken() =>
        Assert.Equal("conv.relu", Method.Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 3).Cam!.Layer);

    // verifies XQML (II)
    [Fact]
    public void TheEvidenceAddsUp()
    {
        var explanation = Method.Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0, new ExplainOptions { Layer = "conv" });
        Assert.Equal((67.5, 0.0, 0.0), (explanation.PositiveMass, explanation.NegativeMass, explanation.PrecisionGap));
        Assert.Equal(54 - explanation.Relevance.Span.ToArray().Sum(), explanation.ConservationResidual, 1e-12);
        Assert.Equal(new Shape(4, 4), explanation.Relevance.Shape);
        Assert.Null(explanation.BlankReason);
    }

    [Fact]
    public void EnlargementAlignsPixelCentres()
    {
        var map = CamMap.Enlarge(Tensor<double>.From(new(1, 2), [0, 4]), 2, 4);
        Assert.Equal([0, 1, 3, 4, 0, 1, 3, 4], map.Span.ToArray());
    }

    [Fact]
    public void ABlankMapSaysThatEverythingSpeaksAgainstTheClass()
    {
        var model = TestModels.Hand(-1, -1, -1, -1, -1, -1, -1, -1);
        TestModels.Set(model, "dense.bias", Enumerable.Repeat(1000.0, 4));
        var explanation = Method.Explain(TestModels.Explained(model), TestModels.HandInput, 0);
        Assert.Equal(
            "The map is blank because the weighted sum of 'conv.relu' is nowhere positive: "
            + "everything found speaks against this class (negative mass 96); see the signed map.",
            explanation.BlankReason);
        Assert.Equal((0.0, 96.0), (explanation.PositiveMass, explanation.NegativeMass));
        Assert.All(explanation.Relevance.Span.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void ABlankMapSaysThatTheScoreDoesNotChange() => Assert.Equal(
        "The map is blank because all 2 channel weights are zero: at this input the score does not change with 'conv.relu'.",
        Method.Explain(TestModels.Explained(TestModels.Hand(-1, -1, -1, -1, -1, -1, -1, -1)), TestModels.HandInput, 0).BlankReason);

    [Fact]
    public void ABlankMapSaysThatNothingWasFound()
    {
        var model = TestModels.Hand();
        TestModels.Set(model, "dense.bias", Enumerable.Repeat(1.0, 4));
        Assert.Equal(
            "The map is blank because 'conv.relu' is zero everywhere: no feature was found in this input.",
            Method.Explain(TestModels.Explained(model), new Tensor<double>(new(1, 4, 4)), 0).BlankReason);
    }

    [Fact]
    public void WhatDoesNotExistIsRefusedByName()
    {
        var model = TestModels.Explained(TestModels.Hand());
        Assert.Equal(
            "Class 4 does not exist; the model's classes are numbered 0 to 3.",
            Assert.Throws<InputException>(() => Method.Explain(model, TestModels.HandInput, 4)).Message);
        Assert.Equal(
            "No layer is called 'conv7'; the model has: conv, conv.relu, flat, dense, scores.",
            Assert.Throws<InputException>(() => Method.Explain(model, TestModels.HandInput, 0, new ExplainOptions { Layer = "conv7" })).Message);
        Assert.Equal(
            "Layer 'flat' has values of shape [1, 8], but a map of relevance needs [1, channels, height, width].",
            Assert.Throws<InputException>(() => Method.Explain(model, TestModels.HandInput, 0, new ExplainOptions { Layer = "flat" })).Message);
        Assert.Equal(
            "qgrad-cam does not apply: the model has 0 circuits, but this method needs exactly one.",
            Assert.Throws<InputException>(() => new QGradCam().Explain(model, TestModels.HandInput, 0)).Message);
    }

    [Fact]
    public void AModelWithoutMapsIsRefused()
    {
        var model = new Sequential<double>("", new Flatten<double>("flat"), new Dense<double>("dense", 16, 2));
        var error = Assert.Throws<InputException>(() => Method.Explain(TestModels.Explained(model), TestModels.HandInput, 0));
        Assert.Equal("grad-cam does not apply: the model has no convolution, so there are no maps to weigh.", error.Message);
    }

    [Fact]
    public void ANotFiniteScoreIsRefused()
    {
        var model = TestModels.Hand();
        TestModels.Set(model, "dense.bias", [double.NaN, 0, 0, 0]);
        var error = Assert.Throws<InputException>(() => Method.Explain(TestModels.Explained(model), TestModels.HandInput, 1));
        Assert.Equal("The model's scores for this input are [NaN, 54, 54, 54]: what is not a finite number cannot be explained.", error.Message);
    }
}
