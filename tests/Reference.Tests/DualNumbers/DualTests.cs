using QXai.Reference.DualNumbers;

namespace QXai.Reference.Tests.DualNumbers;

public class DualTests
{
    public static TheoryData<string, Func<Dual, Dual>> Functions => new()
    {
        { "sum", a => a + 2 },
        { "difference", a => 3 - a },
        { "opposite", a => -a },
        { "product", a => a * a * a },
        { "quotient", a => (1 + a) / (a * a + 2) },
        { "sin", Dual.Sin },
        { "cos", Dual.Cos },
        { "exp", Dual.Exp },
        { "log", Dual.Log },
        { "sqrt", Dual.Sqrt },
        { "tanh", Dual.Tanh },
        { "atan", Dual.Atan },
        { "max", a => Dual.Max(a, 0.2) },
        { "relu", a => Dual.Relu(a - 0.1) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void TangentsAreDerivatives(string name, Func<Dual, Dual> f)
    {
        const double step = 1e-6;
        foreach (var x in new[] { 0.05, 0.31, 1.4 })
        {
            var slope = (f(x + step).Value - f(x - step).Value) / (2 * step);
            Assert.True(Math.Abs(slope - f(new Dual(x, 1)).Tangent) < 1e-8, $"{name} at {x}");
            Assert.Equal(f(x).Value, f(new Dual(x, 1)).Value);
        }
    }

    [Fact]
    public void KinksFollowTheConventions()
    {
        Assert.Equal(new Dual(0, 0), Dual.Relu(new Dual(0, 1)));
        Assert.Equal(new Dual(2, 5), Dual.Max(new Dual(2, 5), new Dual(2, 7)));
    }
}
