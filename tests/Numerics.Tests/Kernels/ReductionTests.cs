using QXai.Numerics.Kernels;
using QXai.Numerics.Random;

namespace QXai.Numerics.Tests.Kernels;

[Trait("Kind", "Simd")]
public class ReductionTests
{
    [Fact]
    public void SumsEveryLength()
    {
        for (var length = 0; length <= 300; length++)
        {
            double[] numbers = [.. Enumerable.Range(1, length).Select(i => (double)i)];
            Assert.Equal(length * (length + 1) / 2, Reduction.Sum<double>(numbers));
            Assert.Equal(length * (length + 1) / 2, Reduction.Sum<float>([.. numbers.Select(x => (float)x)]));
            Assert.Equal(numbers.Sum(x => (x - 3) * (2 * x - 5)), Reduction.CentredDot<double>(numbers, 3, [.. numbers.Select(x => 2 * x)], 5));
            Assert.Equal(9.0 * length, Reduction.SquaredDistance<double>(numbers, [.. numbers.Select(x => x + 3)]));
        }
    }

    [Fact]
    public void TheOrderIsFixed()
    {
        // The documented order, written out: 32 partial sums of double, (0 + 1) + (2 + 3), halves, rest last.
        var random = new SeededRandom(1);
        double[] a = [.. Enumerable.Range(0, 32 * 7 + 8 + 5).Select(_ => random.NextGaussian())];
        var partial = new double[4, 8];
        for (var i = 0; i < 32 * 7 + 8; i++)
        {
            partial[i < 32 * 7 ? i / 8 % 4 : 0, i % 8] += a[i];
        }

        double[] lanes = [.. Enumerable.Range(0, 8).Select(l => (partial[0, l] + partial[1, l]) + (partial[2, l] + partial[3, l]))];
        for (var half = 4; half >= 1; half /= 2)
        {
            for (var l = 0; l < half; l++)
            {
                lanes[l] += lanes[l + half];
            }
        }

        Assert.Equal(a[^5..].Aggregate(lanes[0], (sum, x) => sum + x), Reduction.Sum<double>(a));
    }
}
