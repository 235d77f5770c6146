using QXai.Numerics.Simd;

namespace QXai.Numerics.Tests.Kernels;

/// <summary>tests/simd.sh runs the kernels' tests with instruction sets switched off, and says here how many lanes it expects then.</summary>
[Trait("Kind", "Simd")]
public class SimdWidthTests
{
    [Fact]
    public void TheKernelsUseTheVectorsThatAreExpected()
    {
        var lanes = Lanes<float>();
        if (Environment.GetEnvironmentVariable("QXAI_EXPECT_LANES") is { } expected)
        {
            Assert.Equal(int.Parse(expected), lanes);
        }

        Assert.Equal(Math.Max(1, lanes / 2), Lanes<double>());
    }

    private static int Lanes<T>()
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        Simd512<T>.IsSupported ? Simd512<T>.Lanes : Simd256<T>.IsSupported ? Simd256<T>.Lanes : Simd128<T>.IsSupported ? Simd128<T>.Lanes : Simd1<T>.Lanes;
}
