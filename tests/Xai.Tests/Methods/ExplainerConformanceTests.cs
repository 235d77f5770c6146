using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Methods;

/// <summary>What every explainer of the catalogue must hold.</summary>
public class ExplainerConformanceTests
{
    private static readonly ExplainedModel Model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 4));
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);

    public static TheoryData<string> Names => [.. Explainers.All.Where(explainer => explainer.Refusal(Model) is null).Select(explainer => explainer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void DescribesItself(string name)
    {
        var explainer = Explainers.Find(name);
        Assert.All(new[] { explainer.Summary, explainer.Needs, explainer.Promises, explainer.Source }, text => Assert.NotEqual("", text));
        Assert.Equal(1, Explainers.All.Count(other => other.Name == name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ExplainsEveryClassAtEveryLayerWithMaps(string name)
    {
        foreach (var layer in new[] { null, "conv1", "conv1.relu", "pool1", "conv2.relu", "conv3", "conv3.relu", "pool3" })
        {
            for (var target = 0; target < 3; target++)
            {
                var explanation = Explainers.Find(name).Explain(Model, Input, target, new ExplainOptions { Layer = layer });
                Assert.Equal((name, layer ?? "conv3.relu", target), (explanation.Method, explanation.Cam!.Layer, explanation.Target));
                Assert.Equal(new Shape(6, 6), explanation.Relevance.Shape);
                Assert.All(explanation.Relevance.Span.ToArray(), value => Assert.True(double.IsFinite(value) && value >= 0));
                Assert.Equal(explanation.Cam!.SignedMap.Span.ToArray().Select(value => Math.Max(value, 0)), explanation.Cam!.Map.Span.ToArray());
                Assert.Equal(explanation.BlankReason is not null, explanation.Cam!.Map.Span.ToArray().All(value => value == 0));
                Assert.InRange(explanation.PrecisionGap, 0, 1e-4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GivesTheSameTwice(string name)
    {
        var (one, other) = (Explainers.Find(name).Explain(Model, Input, 1), Explainers.Find(name).Explain(Model, Input, 1));
        Assert.Equal(one.ToJson().ToJsonString(), other.ToJson().ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ChangesWithTheWeights(string name)
    {
        var explanation = Explainers.Find(name).Explain(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 5)), Input, 1);
        var other = Explainers.Find(name).Explain(Model, Input, 1);
        Assert.NotEqual(explanation.Cam!.SignedMap.Span.ToArray(), other.Cam!.SignedMap.Span.ToArray());
        Assert.NotEqual(explanation.ModelFingerprint, other.ModelFingerprint);
        Assert.Equal(explanation.InputFingerprint, other.InputFingerprint);
    }

    // verifies QGrad-CAM (7)
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void QGradCamIsGradCamTakenApartAtTheCircuit(ulong seed)
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), seed));
        for (var target = 0; target < 3; target++)
        {
            var (quantum, classical) = (new QGradCam().Explain(model, Input, target), new GradCam().Explain(model, Input, target));
            Assert.All(quantum.Cam!.ChannelWeights.Zip(classical.Cam!.ChannelWeights), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
            Assert.All(quantum.SignedRelevance.Span.ToArray().Zip(classical.SignedRelevance.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void AnUnknownNameIsRefusedWithTheList()
    {
        var error = Assert.Throws<InputException>(() => Explainers.Find("lime"));
        Assert.Equal("No method is called 'lime'; there are: grad-cam, qgrad-cam, taylor, taylor-infinity, pauli-split, qlrp.", error.Message);
    }
}
