using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Quantum.Ansatze;
using QXai.Xai.Evidence;

namespace QXai.Xai.Tests.Evidence;

public class ModelFingerprintTests
{
    [Fact]
    public void DependsOnEveryBitOfTheStateOnTheTypeAndOnTheArchitecture()
    {
        var model = TestModels.Hybrid(TestModels.Options(), 1);
        var fingerprint = ModelFingerprint.Of(model);
        Assert.Equal(64, fingerprint.Length);
        Assert.Equal(fingerprint, ModelFingerprint.Of(TestModels.Hybrid(TestModels.Options(), 1)));
        Assert.NotEqual(fingerprint, ModelFingerprint.Of(model.ForExplanation()));
        Assert.NotEqual(fingerprint, ModelFingerprint.Of(TestModels.Hybrid(TestModels.Options() with { Entangler = Entangler.Linear }, 1)));
        model.Parameters[^1].Value.Span[0] = MathF.BitIncrement(model.Parameters[^1].Value.Span[0]);
        Assert.NotEqual(fingerprint, ModelFingerprint.Of(model));
    }

    [Fact]
    public void OfAnInputDependsOnShapeAndValues()
    {
        var input = TestModels.Noise(new(1, 2, 3), 1);
        Assert.Equal(ModelFingerprint.OfInput(input), ModelFingerprint.OfInput(input.Clone()));
        Assert.NotEqual(ModelFingerprint.OfInput(input), ModelFingerprint.OfInput(input.Reshape(1, 3, 2)));
        // SHA-256 of the little-endian integers 1 (rank) and 1 (extent) in eight bytes each, then the double 1.
        Assert.Equal("7b7c534f", ModelFingerprint.OfInput(Tensor<double>.From(new(1), [1]))[..8]);
    }
}
