using System.Numerics;
using QXai.Numerics.Kernels;
using QXai.Reference.Kernels;

namespace QXai.Numerics.Tests.Kernels;

public class MatMulTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 67, 3 }, { 67, 1, 5 }, { 2, 3, 0 }, { 0, 3, 2 }, { 4, 16, 9 }, { 13, 33, 17 }, { 16, 50, 9 }, { 64, 10, 57 }, { 67, 67, 67 }, { 25, 65, 300 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithTheDefinition(int m, int n, int k)
    {
        Check<float>(m, n, k, 2e-6);
        Check<double>(m, n, k, 1e-14);
    }

    [Fact]
    public void TooShortSpansAreNamed()
    {
        var error = Assert.Throws<ShapeException>(() => MatMul.Multiply<float>(2, 3, 4, new float[8], false, new float[11], false, new float[6]));
        Assert.Equal("MatMul: b of shape [4, 3] needs 12 elements, but the span has 11.", error.Message);
    }

    private static void Check<T>(int m, int n, int k, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, c) = (Sample.Uniform<T>(1, m, k), Sample.Uniform<T>(2, k, n), Sample.Uniform<T>(3, m, n));
        var product = SlowMatMul.Multiply(a.To<double>(), b.To<double>());
        foreach (var (transposeA, transposeB, accumulate) in from ta in (bool[])[false, true] from tb in (bool[])[false, true] from add in (bool[])[false, true] select (ta, tb, add))
        {
            var expected = product.Clone();
            for (var i = 0; accumulate && i < expected.Length; i++)
            {
                expected.Span[i] += double.CreateChecked(c.Span[i]);
            }

            var actual = c.Clone();
            MatMul.Multiply<T>(
                m, n, k, (transposeA ? SlowMatMul.Transpose(a) : a).Span, transposeA, (transposeB ? SlowMatMul.Transpose(b) : b).Span, transposeB, actual.Span, accumulate);
            Sample.Near<T>($"{typeof(T).Name} {m} x {n} x {k}, {transposeA}, {transposeB}, {accumulate}", expected.Span, actual.Span, tolerance * Math.Max(1, Math.Sqrt(k)));
        }
    }
}
