using System.Text;
using QXai.Nn.Checkpoints;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Numerics.Hashing;

namespace QXai.Nn.Tests.Checkpoints;

public class ModelFingerprintTests
{
    [Fact]
    public void ItIsTheHashOfTheDocumentedBytes()
    {
        var model = new Dense<float>("d", 2, 1);
        (model.Parameters[0].Value.Span[0], model.Parameters[0].Value.Span[1], model.Parameters[1].Value.Span[0]) = (1, -2, 3);
        byte[] bytes =
        [
            .. Text(""), .. Number(2),
            .. Text("d.bias"), .. Text("F32"), .. Number(1), .. Number(1), .. BitConverter.GetBytes(3f),
            .. Text("d.weight"), .. Text("F32"), .. Number(2), .. Number(1), .. Number(2), .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-2f),
        ];
        Assert.Equal(Sha256.Hex(bytes), ModelFingerprint.Of(model));

        static byte[] Text(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

        static byte[] Number(long number) => BitConverter.GetBytes(number);
    }

    [Fact]
    public void WhateverChangesAScoreChangesIt()
    {
        var model = new HybridModel<float>(Models.Tiny with { BatchNorm = true }, seed: 1);
        var fingerprint = ModelFingerprint.Of(model);
        Assert.Equal(fingerprint, ModelFingerprint.Of(new HybridModel<float>(model.Options, seed: 1)));
        Assert.NotEqual(fingerprint, ModelFingerprint.Of(new HybridModel<float>(model.Options, seed: 2)));
        Assert.NotEqual(fingerprint, ModelFingerprint.Of(new HybridModel<float>(model.Options with { Mean = [0.5] }, seed: 1)));
        Assert.NotEqual(fingerprint, ModelFingerprint.Of(model.ForExplanation()));
        foreach (var tensor in model.State)
        {
            var kept = tensor.Value.Span[^1];
            tensor.Value.Span[^1] = float.BitIncrement(kept);
            Assert.NotEqual(fingerprint, ModelFingerprint.Of(model));
            tensor.Value.Span[^1] = kept;
        }

        Assert.Equal(fingerprint, ModelFingerprint.Of(model));
    }

    [Fact]
    public void AFileKeepsIt()
    {
        using var folder = new TemporaryFolder();
        var model = new HybridModel<float>(Models.Tiny, seed: 1);
        model.Save(folder.File("m.safetensors"));
        Assert.Equal(ModelFingerprint.Of(model), ModelFingerprint.Of(HybridModel<float>.Load(folder.File("m.safetensors"))));
    }
}
