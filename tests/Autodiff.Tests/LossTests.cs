using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

public class LossTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(67)]
    [InlineData(1000)]
    public void SoftmaxInVectorsAgreesWithItsDefinition(int length)
    {
        double[] z = [.. Enumerable.Range(0, length).Select(k => 40 * Math.Sin(1.3 * k + 0.2))];
        var (largest, x) = (z.Max(), new Tape<double>().Input(Tensor<double>.From(new Shape(1, length), z)));
        var sum = z.Sum(value => Math.Exp(value - largest));
        var (y, logarithm) = (x.Softmax().Value.Span.ToArray(), x.LogSoftmax().Value.Span.ToArray());
        for (var k = 0; k < length; k++)
        {
            Assert.Equal(Math.Exp(z[k] - largest) / sum, y[k], 4e-16 * length * Math.Max(y[k], 1e-30));
            Assert.Equal(z[k] - largest - Math.Log(sum), logarithm[k], 1e-13);
        }
    }

    [Fact]
    public void TargetsCanBeChangedOnARecordedTape()
    {
        var logits = Logits([1, 2, 3, 3, 2, 1]);
        var loss = logits.CrossEntropy(0, 0);
        loss.Targets[0] = 2;
        loss.Tape.Forward();
        var p = 1 / (1 + Math.Exp(-1) + Math.Exp(-2));
        Assert.Equal(-Math.Log(p), loss.Value.Span[0], 1e-15);
        Assert.Equal(p, loss.Probabilities[2], 1e-15);

        loss.Tape.Backward(loss);
        Assert.Equal((p - 1) / 2, logits.Gradient[0, 2], 1e-15);
        Assert.Equal(p * Math.Exp(-1) / 2, logits.Gradient[0, 1], 1e-15);
    }

    [Fact]
    public void ATargetThatIsNoClassIsRefusedInEveryForwardPass()
    {
        var loss = Logits([1, 2, 3, 3, 2, 1]).CrossEntropy(0, 0);
        loss.Targets[1] = 3;
        Assert.Equal(
            "CrossEntropy: target 3 of sample 1 is not a class: logits of shape [2, 3] have the classes 0 to 2.",
            Assert.Throws<ArgumentException>(loss.Tape.Forward).Message);
        loss.Targets[1] = -1;
        Assert.Equal(
            "CrossEntropy: target -1 of sample 1 is not a class: logits of shape [2, 3] have the classes 0 to 2.",
            Assert.Throws<ArgumentException>(loss.Tape.Forward).Message);
    }

    [Fact]
    public void HugeLogitsDoNotOverflow()
    {
        Assert.Equal(1000, Logits([1e3, 0, -1e3, 0, 0, 0]).Slice(0, ..1).CrossEntropy(1).Value.Span[0]);
        var x = Logits([1e3, 0, -1e3, 0, 0, 0]);
        Assert.Equal([1, 0, 0], x.Softmax().Value.Span[..3].ToArray());
        Assert.Equal([0, -1e3, -2e3], x.LogSoftmax().Value.Span[..3].ToArray());
    }

    private static Leaf<double> Logits(double[] values) => new Tape<double>().Input(Tensor<double>.From(new Shape(2, 3), values), needsGradient: true);
}
