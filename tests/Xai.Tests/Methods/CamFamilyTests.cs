using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Xai.Methods;
using QXai.Xai.Tests.Cases;
using QXai.Xai.Tests.Twins;

namespace QXai.Xai.Tests.Methods;

public class CamFamilyTests
{
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);

    public static TheoryData<string, string> MethodsAndLayers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var method in Explainers.All.Where(e => e.Family == ExplainerFamily.Cam && e.Name != "cam"))
            {
                foreach (var layer in new[] { "conv2.relu", "conv3", "conv3.relu" })
                {
                    data.Add(method.Name, layer);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(MethodsAndLayers))]
    public void AgreesWithTheDefinition(string method, string layer)
    {
        for (ulong seed = 1; seed <= 2; seed++)
        {
            var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), seed));
            var signed = new CamTwin(model, Input, 1, layer).Signed(method)!;
            var explanation = Explainers.Find(method).Explain(model, Input, 1, new ExplainOptions { Layer = layer });
            Numbers.AssertClose([.. signed.Cast<double>()], explanation.Cam!.SignedMap.Span, 1e-12 * (1 + signed.Cast<double>().Max(Math.Abs)));
        }
    }

    // Behind a global average and a linear layer: S_ij = sum_k w_k A^k_ij, whose mean is the score less the bias, and Grad-CAM's map is S / (H W).
    [Fact]
    public void CamTakesTheWeightsOfTheLinearLayer()
    {
        var model = TestModels.Explained(Averaged());
        var cam = new Cam().Explain(model, Input, 2);
        var run = model.Run(Input, 2);
        var (maps, weights) = (run.Maps("conv.relu").Value, run.Tape.Find("scores").Inputs[1].Value);
        for (var i = 0; i < 16; i++)
        {
            var expected = Enumerable.Range(0, 3).Sum(k => weights[2, k] * maps[0, k, i / 4, i % 4]);
            Assert.Equal(expected, cam.Cam!.SignedMap[i / 4, i % 4], 1e-13);
        }

        Assert.Equal(cam.Score - 0.25, cam.Cam!.SignedMap.Span.ToArray().Average(), 1e-13);
        Numbers.AssertClose(
            [.. cam.Cam!.SignedMap.Span.ToArray().Select(value => value / 16)], new GradCam().Explain(model, Input, 2).Cam!.SignedMap.Span, 1e-13);
    }

    // HiRes-CAM is conservative where the head is linear: the signed map adds up to the score less the bias.
    [Fact]
    public void HiResCamAddsUpToTheScoreOfALinearHead()
    {
        var model = TestModels.Hand();
        TestModels.Set(model, "dense.bias", Enumerable.Repeat(7.0, 4));
        var explanation = new HiResCam().Explain(TestModels.Explained(model), TestModels.HandInput, 0);
        Assert.Equal(61 - 7, explanation.Cam!.SignedMap.Span.ToArray().Sum(), 1e-12);
        Assert.Empty(explanation.Cam.ChannelWeights);
    }

    [Fact]
    public void CamIsRefusedWhereTheHeadIsNotALinearLayerOnAverages() => Assert.Equal(
        "cam does not apply: the scores are not a linear layer on globally averaged maps, whose weights it needs.",
        Assert.Throws<InputException>(() => new Cam().Explain(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 1)), Input, 0)).Message);

    [Fact]
    public void AnAblationOfANegativeScoreSaysWhatItsSignsMean()
    {
        var model = Averaged();
        TestModels.Set(model, "scores.bias", [-50, -50, 50]);
        Assert.StartsWith("The score is negative", Assert.Single(new AblationCam().Explain(TestModels.Explained(model), Input, 0).Notes));
        Assert.Empty(new AblationCam().Explain(TestModels.Explained(model), Input, 2).Notes);
    }

    [Fact]
    public void AConstantMapMasksEverything() => Assert.All(ScoreCam.Scaled(Tensor<double>.Full(new(2, 2), 3)).Span.ToArray(), value => Assert.Equal(0, value));

    private static Sequential<double> Averaged()
    {
        var model = new Sequential<double>(
            "",
            new Conv2d<double>("conv", 1, 3, 3), Activation<double>.Relu("conv.relu"), new AdaptiveAveragePool<double>("mean", 1, 1),
            new Flatten<double>("flat"), new Dense<double>("scores", 3, 3));
        model.Initialise(new SeededRandom(5));
        TestModels.Set(model, "scores.bias", [0, 0.5, 0.25]);
        return model;
    }
}
