using QXai.Nn.Circuits;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Methods;

/// <summary>What every explainer of the catalogue must hold, on every kind of model to which it applies.</summary>
public class ExplainerConformanceTests
{
    private static readonly Dictionary<string, (ExplainedModel Model, Tensor<double> Input)> Models = new()
    {
        ["hybrid"] = (ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 4)), TestModels.Noise(new(1, 6, 6), 8)),
        ["one pixel"] = (
            ExplainedModel.Of(TestModels.Hybrid(TestModels.Options() with { InputShape = [1, 1, 1], Kernel = 1, PoolAfter = [] }, 4)),
            TestModels.Noise(new(1, 1, 1), 8)),
        ["colours"] = (
            ExplainedModel.Of(TestModels.Hybrid(
                TestModels.Options() with { InputShape = [3, 4, 8], Mean = [0.5, 0.4, 0.3], StandardDeviation = [0.2, 0.3, 0.4] }, 6)),
            TestModels.Noise(new(3, 4, 8), 9)),
        ["averaged maps"] = (Averaged(1), TestModels.Noise(new(2, 5, 5), 2)),
        ["circuit"] = (Bare(0.3), TestModels.Noise(new(3), 5)),
    };

    public static TheoryData<string> Names => [.. Explainers.All.Select(explainer => explainer.Name)];

    public static TheoryData<string, string> NamesAndModels
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var explainer in Explainers.All)
            {
                foreach (var model in Models.Keys)
                {
                    data.Add(explainer.Name, model);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DescribesItself(string name)
    {
        var explainer = Explainers.Find(name);
        Assert.All(new[] { explainer.Summary, explainer.Needs, explainer.Promises, explainer.Source }, text => Assert.NotEqual("", text));
        Assert.Equal(1, Explainers.All.Count(other => other.Name == name));
        Assert.Equal(explainer.IsStochastic, explainer.Uses.Contains(ExplainOption.Seed));
        Assert.Contains(Models.Values, pair => explainer.Refusal(pair.Model) is null);
    }

    [Theory]
    [MemberData(nameof(NamesAndModels))]
    public void ExplainsEveryClassOrSaysWhatIsMissing(string name, string kind)
    {
        var (explainer, model, input) = (Explainers.Find(name), Models[kind].Model, Models[kind].Input);
        if (explainer.Refusal(model) is { } missing)
        {
            Assert.Equal($"{name} does not apply: {missing}.", Assert.Throws<InputException>(() => explainer.Explain(model, input, 0)).Message);
            return;
        }

        for (var target = 0; target < 3; target++)
        {
            var explanation = explainer.Explain(model, input, target);
            Check(explainer, explanation, input, target);
            Assert.Equal(explanation.ToJson().ToJsonString(), explainer.Explain(model, input, target).ToJson().ToJsonString());
        }

        var error = Assert.Throws<InputException>(() => explainer.Explain(model, input, 3));
        Assert.Equal("Class 3 does not exist; the model's classes are numbered 0 to 2.", error.Message);
        var blank = new Tensor<double>(input.Shape);
        Check(explainer, explainer.Explain(model, blank, 1), blank, 1);
    }

    [Theory]
    [MemberData(nameof(NamesAndModels))]
    public void DependsNeitherOnThreadsNorOnEarlierExplanations(string name, string kind)
    {
        var (explainer, model, input) = (Explainers.Find(name), Models[kind].Model, Models[kind].Input);
        if (explainer.Refusal(model) is null)
        {
            var alone = explainer.Explain(model, input, 1).ToJson().ToJsonString();
            using var pool = new WorkerPool(3);
            Assert.Equal(alone, explainer.Explain(model.On(pool), input, 1).ToJson().ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ChangesWithTheWeights(string name)
    {
        var explainer = Explainers.Find(name);
        var (model, other, input) = name == "cam"
            ? (Models["averaged maps"].Model, Averaged(2), Models["averaged maps"].Input)
            : explainer.Refusal(Models["hybrid"].Model) is null
            ? (Models["hybrid"].Model, ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 5)), Models["hybrid"].Input)
            : (Models["circuit"].Model, Bare(-0.8), Models["circuit"].Input);
        var (one, two) = (explainer.Explain(model, input, 1), explainer.Explain(other, input, 1));
        Assert.NotEqual(one.SignedRelevance.Span.ToArray(), two.SignedRelevance.Span.ToArray());
        Assert.NotEqual(one.ModelFingerprint, two.ModelFingerprint);
        Assert.Equal(one.InputFingerprint, two.InputFingerprint);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ChangesWithTheSeedOrRefusesIt(string name)
    {
        var explainer = Explainers.Find(name);
        var (model, input) = Models.Values.First(pair => explainer.Refusal(pair.Model) is null);
        Explanation Seeded(ulong seed) => explainer.Explain(model, input, 1, new ExplainOptions { Seed = seed });
        if (explainer.IsStochastic)
        {
            Assert.NotEqual(Seeded(1).Relevance.Span.ToArray(), Seeded(2).Relevance.Span.ToArray());
        }
        else
        {
            Assert.StartsWith($"The option seed would have no effect on {name}, which uses ", Assert.Throws<InputException>(() => Seeded(1)).Message);
        }
    }

    [Theory]
    [InlineData("grad-cam")]
    [InlineData("qgrad-cam")]
    [InlineData("grad-cam++")]
    [InlineData("hires-cam")]
    [InlineData("layer-cam")]
    [InlineData("xgrad-cam")]
    [InlineData("score-cam")]
    [InlineData("ablation-cam")]
    public void ExplainsEveryLayerWithMaps(string name)
    {
        var (model, input) = Models["hybrid"];
        Assert.Equal(["conv1", "conv1.relu", "pool1", "conv2", "conv2.relu", "conv3", "conv3.relu", "pool3"], model.Run(input, 0).LayersWithMaps());
        foreach (var layer in model.Run(input, 0).LayersWithMaps())
        {
            Assert.Equal(layer, explainerOf(name).Explain(model, input, 1, new ExplainOptions { Layer = layer }).Cam!.Layer);
        }

        static IExplainer explainerOf(string name) => Explainers.Find(name);
    }

    // verifies QGrad-CAM (7)
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void QGradCamIsGradCamTakenApartAtTheCircuit(ulong seed)
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), seed));
        var input = Models["hybrid"].Input;
        for (var target = 0; target < 3; target++)
        {
            var (quantum, classical) = (new QGradCam().Explain(model, input, target), new GradCam().Explain(model, input, target));
            Assert.All(quantum.Cam!.ChannelWeights.Zip(classical.Cam!.ChannelWeights), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
            Assert.All(
                quantum.SignedRelevance.Span.ToArray().Zip(classical.SignedRelevance.Span.ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void AnUnknownNameIsRefusedWithTheList()
    {
        var error = Assert.Throws<InputException>(() => Explainers.Find("lime"));
        Assert.StartsWith("No method is called 'lime'; there are: cam, grad-cam, qgrad-cam, grad-cam++, hires-cam, ", error.Message);
    }

    private static void Check(IExplainer explainer, Explanation explanation, Tensor<double> input, int target)
    {
        Assert.Equal((explainer.Name, target), (explanation.Method, explanation.Target));
        Assert.InRange(explanation.PrecisionGap, 0, 1e-4);
        Assert.All(explanation.Relevance.Span.ToArray(), value => Assert.True(double.IsFinite(value)));
        var isPerPixel = input.Shape.Rank == 3 && explanation.Relevance.Shape.Equals(new Shape(input.Shape[1], input.Shape[2]));
        Assert.True(isPerPixel || explanation.Relevance.Shape.Equals(input.Shape), $"The relevance has shape {explanation.Relevance.Shape}.");
        Assert.All(explainer.Uses, option => Assert.Contains(explanation.Options, record => record.Name == ExplainOptions.NameOf(option)));
        Assert.True(explanation.BlankReason is not null || explanation.Relevance.Span.ToArray().Any(value => value != 0), "A blank map gives no reason.");
        if (explainer.IsConservative)
        {
            Assert.NotNull(explanation.Promised);
            Assert.InRange(Math.Abs(explanation.Unaccounted), 0, 1e-10);
        }

        if (explanation.Cam is { } cam)
        {
            Assert.Equal(cam.SignedMap.Span.ToArray().Select(value => Math.Max(value, 0)), cam.Map.Span.ToArray());
            Assert.Equal(explanation.BlankReason is not null, cam.Map.Span.ToArray().All(value => value == 0));
            Assert.All(explanation.Relevance.Span.ToArray(), value => Assert.True(value >= 0));
        }
    }

    private static ExplainedModel Averaged(ulong seed)
    {
        var model = new Sequential<double>(
            "",
            new Conv2d<double>("conv", 2, 4, 3), Activation<double>.Relu("conv.relu"), new AdaptiveAveragePool<double>("mean", 1, 1),
            new Flatten<double>("flat"), new Dense<double>("scores", 4, 3));
        model.Initialise(new SeededRandom(seed));
        return ExplainedModel.Of(model, model, new Shape(2, 5, 5));
    }

    private static ExplainedModel Bare(double weight) => ExplainedModel.Of(new CircuitModel(
        new Circuit(3).H(0).H(1).H(2).RY(0, input: 0).RY(1, input: 1).RY(2, input: 2).CNOT(0, 1).CNOT(1, 2).CNOT(2, 0).RX(0, weight: 0).RY(1, weight: 1)
            .RX(2, weight: 2),
        [Observable.Z(0), Observable.Z(1), Observable.X(2)], [weight, 1.1, -0.4]));
}
