using QXai.Numerics.Special;

namespace QXai.Numerics.Tests.Special;

public class ErrorFunctionTests
{
    // 40-digit arithmetic.
    [Theory]
    [InlineData(-6, -0.99999999999999997848, 1.9999999999999999785)]
    [InlineData(-1, -0.84270079294971486934, 1.8427007929497148693)]
    [InlineData(-0.5, -0.52049987781304653768, 1.5204998778130465377)]
    [InlineData(-0.1, -0.1124629160182848922, 1.1124629160182848922)]
    [InlineData(1e-10, 1.1283791670955125739e-10, 0.99999999988716208329)]
    [InlineData(0.25, 0.27632639016823693299, 0.72367360983176306701)]
    [InlineData(0.5, 0.52049987781304653768, 0.47950012218695346232)]
    [InlineData(0.50001, 0.52050866559489661672, 0.47949133440510338328)]
    [InlineData(1, 0.84270079294971486934, 0.15729920705028513066)]
    [InlineData(2, 0.99532226501895273416, 0.0046777349810472658379)]
    [InlineData(3.75, 0.9999998862727434302, 1.1372725656979665326e-7)]
    [InlineData(5, 0.99999999999846254021, 1.5374597944280348502e-12)]
    [InlineData(10, 1.0, 2.088487583762544757e-45)]
    [InlineData(20, 1.0, 5.3958656116079009289e-176)]
    [InlineData(26.5, 1.0, 2.2109076642637342759e-307)]
    public void AgreesWithTheExactValueTo15Digits(double x, double erf, double erfc)
    {
        Assert.Equal(erf, ErrorFunction.Erf(x), 1e-15 * Math.Abs(erf));
        Assert.Equal(erfc, ErrorFunction.Erfc(x), 1e-15 * erfc);
    }

    [Fact]
    public void ReachesItsLimits()
    {
        Assert.Equal((0, 1), (ErrorFunction.Erf(0), ErrorFunction.Erfc(0)));
        Assert.Equal((1, 0), (ErrorFunction.Erf(double.PositiveInfinity), ErrorFunction.Erfc(double.PositiveInfinity)));
        Assert.Equal((-1, 2), (ErrorFunction.Erf(double.NegativeInfinity), ErrorFunction.Erfc(double.NegativeInfinity)));
        Assert.True(double.IsNaN(ErrorFunction.Erf(double.NaN)) && double.IsNaN(ErrorFunction.Erfc(double.NaN)));
    }

    [Fact]
    public void ItsSlopeIsTheGaussian()
    {
        for (var x = -4.0; x <= 4; x += 0.0625)
        {
            const double H = 1e-3;
            double Central(double h) => (ErrorFunction.Erf(x + h) - ErrorFunction.Erf(x - h)) / (2 * h);
            Assert.Equal(2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x), (4 * Central(H) - Central(2 * H)) / 3, 1e-11);
        }
    }
}
