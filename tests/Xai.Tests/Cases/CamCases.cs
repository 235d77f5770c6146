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
    };

    private static void AssertSigned(JsonElement c, string layer) => Numbers.AssertClose(
        c.Expected(),
        new GradCam().Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0, new ExplainOptions { Layer = layer }).Cam!.SignedMap.Span);
}
