using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Tests.Evidence;

public class InputFingerprintTests
{
    [Fact]
    public void DependsOnShapeAndValues()
    {
        var input = TestModels.Noise(new(1, 2, 3), 1);
        Assert.Equal(InputFingerprint.Of(input), InputFingerprint.Of(input.Clone()));
        Assert.NotEqual(InputFingerprint.Of(input), InputFingerprint.Of(input.Reshape(1, 3, 2)));
        // SHA-256 of the little-endian integers 1 (rank) and 1 (extent) in eight bytes each, then the double 1.
        Assert.Equal("7b7c534f", InputFingerprint.Of(Tensor<double>.From(new(1), [1]))[..8]);
    }
}
