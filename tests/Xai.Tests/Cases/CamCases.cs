using System.Text.Json;
using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Cases;

/// <summary>Cases of the CAM family.</summary>
internal static class CamCases
{
    public static IReadOnlyDictionary<string, Action<JsonElement>> All { get; } = new Dictionary<string, Action<JsonElement>>
    {
        ["gradcam-conv"] = c => AssertSigned(c, "conv"),
        ["gradcam-relu"] = c => AssertSigned(c, "conv.relu"),
        ["gradcam-weights"] = c => Numbers.AssertClose(
            c.Expected(), CamMap.ChannelWeights(Tensor<double>.From(new(1, 4, 2, 2), [1, 1, 1, 1, 1, 1, 0, 0, 1, 0.5, 0, 0, 0.5, 0, 0, 0]))),
        ["gradcam-nospatial"] = NoMaps,
        ["gradcampp-weights-CONFLICT"] = PlusPlus,
    };

    /// <summary>On a layer of numbers, each a map of one pixel, Grad-CAM is the sum of gradient times activation.</summary>
    private static void NoMaps(JsonElement c)
    {
        var run = TestModels.Explained(PerturbationCases.Small).Run(GradientCases.Vector(0, 100, 0), 0);
        run.DifferentiateScore();
        var weights = CamMap.ChannelWeights(run.InputGradient().Reshape(1, 3, 1, 1));
        Numbers.AssertClose(c.Expected(), CamMap.Signed(run.Input.Reshape(1, 3, 1, 1), weights).Span);
    }

    /// <summary>CONFLICT: the paper's weights are sums over pixels; means are wrong.</summary>
    private static void PlusPlus(JsonElement c)
    {
        var maps = Tensor<double>.From(new(1, 4, 2, 2), [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0]);
        var weights = GradCamPlusPlus.ChannelWeights(maps, maps);
        Numbers.AssertClose(c.Expected("paper_eq19_and_pytorch_grad_cam"), weights);
        Assert.NotEqual(c.Expected("xplique_test"), weights);
    }

    private static void AssertSigned(JsonElement c, string layer) => Numbers.AssertClose(
        c.Expected(),
        new GradCam().Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0, new ExplainOptions { Layer = layer }).Cam!.SignedMap.Span);
}
