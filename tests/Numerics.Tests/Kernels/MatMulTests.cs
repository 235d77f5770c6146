using System.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Numerics.Simd;
using QXai.Reference.Kernels;

namespace QXai.Numerics.Tests.Kernels;

[Trait("Kind", "Simd")]
public class MatMulTests
{
    private static readonly (bool TransposeA, bool TransposeB, bool Accumulate)[] Modes =
        [.. from a in (bool[])[false, true] from b in (bool[])[false, true] from add in (bool[])[false, true] select (a, b, add)];

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 67, 3 }, { 67, 1, 5 }, { 2, 3, 0 }, { 0, 3, 2 }, { 3, 0, 2 }, { 4, 16, 9 }, { 13, 33, 17 }, { 16, 50, 9 },
        { 64, 10, 57 }, { 67, 67, 67 },
        { 25, 65, 300 }, { 1, 200, 40 }, { 3, 130, 5 }, { 5, 7, 100 }, { 17, 4, 100 }, { 30, 1, 70 }, { 26, 140, 1024 }, { 25, 65, 1030 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithTheDefinition(int m, int n, int k)
    {
        CheckAllModes<float>(m, n, k, 2e-7);
        CheckAllModes<double>(m, n, k, 4e-16);
    }

    [Fact]
    public void EverySizeOfTail()
    {
        var random = new SeededRandom(11);
        for (var size = 1; size <= 67; size++)
        {
            CheckAllModes<float>(size, 1 + random.NextInt(67), 1 + random.NextInt(67), 2e-7);
            CheckAllModes<double>(1 + random.NextInt(67), size, 1 + random.NextInt(67), 4e-16);
            CheckAllModes<float>(1 + random.NextInt(20), 1 + random.NextInt(20), size, 2e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryVectorWidthGivesTheSameBits(int m, int n, int k)
    {
        CheckWidths<float>(m, n, k);
        CheckWidths<double>(m, n, k);
    }

    [Theory]
    [InlineData(70, 90, 300)]
    [InlineData(2000, 10, 40)]
    [InlineData(9, 2000, 40)]
    [InlineData(3, 5, 7)]
    public void EveryNumberOfThreadsGivesTheSameBits(int m, int n, int k)
    {
        var (a, b, c) = (Sample.Uniform<float>(1, m, k), Sample.Uniform<float>(2, k, n), Sample.Uniform<float>(3, m, n));
        foreach (var (transposeA, transposeB, accumulate) in Modes)
        {
            var single = c.Clone();
            MatMul.Multiply<float>(m, n, k, a.Span, transposeA, b.Span, transposeB, single.Span, accumulate);
            foreach (var workers in (int[])[1, 2, 3])
            {
                using var pool = new WorkerPool(workers);
                var shared = c.Clone();
                MatMul.Multiply<float>(m, n, k, a.Memory, transposeA, b.Memory, transposeB, shared.Memory, pool, accumulate);
                Assert.Equal(single.Span, shared.Span);
            }
        }
    }

    [Fact]
    public void BlocksOfRowsColumnsAndTermsAddUp()
    {
        var (m, n, k) = (1100, 1110, 1030);
        var (a, b) = (Sample.Uniform<double>(1, m, k), Sample.Uniform<double>(2, k, n));
        var (c, x) = (new double[m * n], Sample.Uniform<double>(3, n, 1));
        MatMul.Multiply<double>(m, n, k, a.Span, false, b.Span, false, c, false);
        var (left, bx, right) = (new double[m], new double[k], new double[m]);
        MatMul.Multiply<double>(m, 1, n, c, false, x.Span, false, left);
        MatMul.Multiply<double>(k, 1, n, b.Span, false, x.Span, false, bx);
        MatMul.Multiply<double>(m, 1, k, a.Span, false, bx, false, right);
        Sample.Near<double>("(A B) x = A (B x)", right, left, 1e-14);
    }

    [Fact]
    public void NothingBesideTheResultIsWritten()
    {
        var (m, n, k) = (5, 7, 40);
        var c = new float[m * n + 8];
        c.AsSpan().Fill(-1);
        MatMul.Multiply<float>(m, n, k, Sample.Uniform<float>(1, m, k).Span, false, Sample.Uniform<float>(2, k, n).Span, false, c.AsSpan(4, m * n));
        Assert.Equal(Enumerable.Repeat(-1f, 8), c[..4].Concat(c[^4..]));
    }

    [Fact]
    public void TooShortSpansAreNamed()
    {
        var error = Assert.Throws<ShapeException>(() => MatMul.Multiply<float>(2, 3, 4, new float[8], false, new float[11], false, new float[6]));
        Assert.Equal("MatMul: b of shape [4, 3] needs 12 elements, but the span has 11.", error.Message);
    }

    private static void CheckAllModes<T>(int m, int n, int k, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, c) = (Sample.Uniform<T>(1, m, k), Sample.Uniform<T>(2, k, n), Sample.Uniform<T>(3, m, n));
        var (acrossA, acrossB) = (SlowMatMul.Transpose(a), SlowMatMul.Transpose(b));
        var product = SlowMatMul.Multiply(a.To<double>(), b.To<double>());
        foreach (var (transposeA, transposeB, accumulate) in Modes)
        {
            var expected = product.Clone();
            for (var i = 0; accumulate && i < expected.Length; i++)
            {
                expected.Span[i] += double.CreateChecked(c.Span[i]);
            }

            var actual = c.Clone();
            MatMul.Multiply<T>(m, n, k, (transposeA ? acrossA : a).Span, transposeA, (transposeB ? acrossB : b).Span, transposeB, actual.Span, accumulate);
            Sample.Near<T>(
                $"{typeof(T).Name} {m} x {n} x {k}, {transposeA}, {transposeB}, {accumulate}", expected.Span, actual.Span, tolerance * (4 + Math.Sqrt(k)));
        }
    }

    private static void CheckWidths<T>(int m, int n, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, c) = (Sample.Uniform<T>(1, m, k), Sample.Uniform<T>(2, k, n), Sample.Uniform<T>(3, m, n));
        foreach (var (transposeA, transposeB, accumulate) in Modes)
        {
            var (w512, w256, w128, w1) = (c.Clone(), c.Clone(), c.Clone(), c.Clone());
            MatMul.Multiply<Simd512<T>, T>(m, n, k, a.Span, transposeA, b.Span, transposeB, w512.Span, accumulate);
            MatMul.Multiply<Simd256<T>, T>(m, n, k, a.Span, transposeA, b.Span, transposeB, w256.Span, accumulate);
            MatMul.Multiply<Simd128<T>, T>(m, n, k, a.Span, transposeA, b.Span, transposeB, w128.Span, accumulate);
            MatMul.Multiply<Simd1<T>, T>(m, n, k, a.Span, transposeA, b.Span, transposeB, w1.Span, accumulate);
            Assert.Equal(w512.Span, w256.Span);
            Assert.Equal(w512.Span, w128.Span);
            Assert.Equal(w512.Span, w1.Span);
        }
    }
}
