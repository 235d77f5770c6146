using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Autodiff.Tests;

public class GradientCheckTests
{
    private readonly Leaf<double> x = new Tape<double>().Input(Tensor<double>.From(new Shape(3), [0.5, -1, 2]), needsGradient: true);

    [Fact]
    public void BothModesFindAWrongPullback()
    {
        var wrong = x.Tape.Record(new AlmostSquareOp(x));
        Assert.InRange(GradientCheck.AlongRandomDirection(wrong, new SeededRandom(1)).Error, 1e-8, 1e-5);
        var entry = GradientCheck.OfJacobian(wrong);
        Assert.Equal((4.0, 4.000004, 4.0), (Math.Round(entry.Numeric, 9), entry.Analytic, Math.Round(entry.Scale, 9)));
        Assert.Equal(1e-6, entry.Error, 1e-9);
    }

    [Fact]
    public void DifferencesAreGoodTo12Digits()
    {
        var y = (x.Sin() * x.Exp()).Tanh();
        Assert.InRange(GradientCheck.AlongRandomDirection(y, new SeededRandom(2)).Error, 0, 1e-12);
        Assert.InRange(GradientCheck.OfJacobian(y).Error, 0, 1e-12);
    }

    [Fact]
    public void TheTapeIsLeftAsItWas()
    {
        var y = x.Square().Square();
        _ = GradientCheck.AlongRandomDirection(y, new SeededRandom(3));
        _ = GradientCheck.OfJacobian(y);
        Assert.Equal([0.5, -1, 2], x.Value.Span.ToArray());
        Assert.Equal([0.0625, 1, 16], y.Value.Span.ToArray());
    }

    /// <summary>x^2 with a slope that is one millionth too large.</summary>
    private sealed class AlmostSquareOp(Node<double> x) : Node<double>(x.Shape, x)
    {
        public override void Forward()
        {
            for (var i = 0; i < Value.Length; i++)
            {
                Value.Span[i] = x.Value.Span[i] * x.Value.Span[i];
            }
        }

        public override void Pullback()
        {
            for (var i = 0; i < Value.Length; i++)
            {
                x.Gradient.Span[i] += 2.000002 * x.Value.Span[i] * Gradient.Span[i];
            }
        }
    }
}
