using QXai.Numerics.Random;
using QXai.Xai.Metrics;

namespace QXai.Xai.Tests.Metrics;

public sealed class SignFlipTestTests
{
    [Fact]
    public void Agrees_with_the_count_of_all_patterns()
    {
        // Of the 16 sign patterns of (1, 2, 3, 4) exactly two reach a sum of 10: p = 1 / 8.
        var p = SignFlipTest.PValue([1, 2, 3, 4], new SeededRandom(1), 200_000);
        Assert.Equal(0.125, p, 0.003);
    }

    [Fact]
    public void Differences_without_a_side_have_a_large_p_and_those_with_one_a_small_one()
    {
        Assert.Equal(1, SignFlipTest.PValue([1, -1, 2, -2], new SeededRandom(1)));
        Assert.True(SignFlipTest.PValue([.. Enumerable.Repeat(1.0, 100)], new SeededRandom(1)) < 2e-4);
        Assert.True(double.IsNaN(SignFlipTest.PValue([], new SeededRandom(1))));
    }
}
