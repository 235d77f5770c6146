using QXai.Data.Audio.Kernels;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Audio;

public class FixedOrderDotTests
{
    [Fact]
    public void TheBitsAreThoseOfSixteenSumsOneByOne()
    {
        var random = new SeededRandom(1);
        for (var length = 0; length <= 40 * FixedOrderDot.Lanes; length += FixedOrderDot.Lanes)
        {
            double[] Noise() => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
            var (a, b) = (Noise(), Noise());
            Assert.Equal(Definition(a, b), FixedOrderDot.Of(a, b));
        }
    }

    [Theory]
    [InlineData(16, 32)]
    [InlineData(15, 15)]
    public void OtherLengthsAreRefused(int a, int b) => Assert.Throws<ArgumentException>(() => FixedOrderDot.Of(new double[a], new double[b]));

    /// <summary>Sum l takes the products l, l + 16, ...; then sum l is joined by l + 8, by l + 4, by l + 2 and by l + 1.</summary>
    private static double Definition(double[] a, double[] b)
    {
        var sums = new double[FixedOrderDot.Lanes];
        for (var i = 0; i < a.Length; i++)
        {
            sums[i % sums.Length] += a[i] * b[i];
        }

        for (var half = sums.Length / 2; half > 0; half /= 2)
        {
            for (var l = 0; l < half; l++)
            {
                sums[l] += sums[l + half];
            }
        }

        return sums[0];
    }
}
