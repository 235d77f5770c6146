using System.Numerics;
using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

/// <summary>Edges of the elementwise ops: kinks, infinities, tails, what is not a number.</summary>
public class ElementwiseTests
{
    [Fact]
    public void SlopesAtKinksAreZero()
    {
        AssertSame([0, 0, 3], [0, 0, 1], ValueAndSlope(x => x.Relu(), -2, 0, 3));
        AssertSame([2, 0, 3], [-1, 0, 1], ValueAndSlope(x => x.Abs(), -2, 0, 3));
        AssertSame([-0.5, 0, 3], [0.25, 0.25, 1], ValueAndSlope(x => x.LeakyRelu(0.25), -2, 0, 3));
    }

    [Fact]
    public void WhatIsNotANumberStaysSo()
    {
        var x = Enumerable.Repeat(double.NaN, 19).ToArray();
        Assert.All(ValueAndSlope(x => x.Relu(), x).Value, y => Assert.True(double.IsNaN(y)));
        Assert.All(ValueAndSlope(x => x.LeakyRelu(), x).Value, y => Assert.True(double.IsNaN(y)));
        Assert.All(ValueAndSlope(x => x.Reshape(1, 1, 1, 19).MaxPool(1), x).Value, y => Assert.True(double.IsNaN(y)));
    }

    [Fact]
    public void ReluPassesNothingBackThroughDeadUnitsEvenIfItIsInfinite()
    {
        var tape = new Tape<float>();
        var x = tape.Input(Tensor<float>.Full(new Shape(17), -1), needsGradient: true);
        tape.Backward(x.Relu(), Tensor<float>.Full(new Shape(17), float.PositiveInfinity));
        Assert.All(x.Gradient.Span.ToArray(), dx => Assert.Equal(0, dx));
    }

    [Fact]
    public void TailsOfSaturatingFunctionsKeepTheirDigits()
    {
        var (softplus, slope) = ValueAndSlope(x => x.Softplus(), -50, -800, 50, 800);
        Assert.Equal(Math.Exp(-50), softplus[0], Math.Exp(-50) * 1e-15);
        Assert.Equal([0, 50, 800], softplus[1..]);
        Assert.Equal(Math.Exp(-50), slope[0], Math.Exp(-50) * 1e-15);
        Assert.Equal([0, 1, 1], slope[1..]);

        var sigmoid = ValueAndSlope(x => x.Sigmoid(), -50, -800, 50, 800).Value;
        Assert.Equal(Math.Exp(-50), sigmoid[0], Math.Exp(-50) * 1e-15);
        Assert.Equal([0, 1, 1], sigmoid[1..]);

        // -10 Phi(-10), from 40-digit arithmetic.
        Assert.Equal(-7.6198530241605260660e-23, ValueAndSlope(x => x.Gelu(), -10).Value[0], 1e-36); // x / sqrt 2 is rounded, which x^2 = 100 amplifies.
        Assert.Equal([0, 800], ValueAndSlope(x => x.Gelu(), -800, 800).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(33)]
    public void EveryLengthIsComputedToItsEnd(int length)
    {
        double[] values = [.. Enumerable.Range(0, length).Select(i => i - 4.5)];
        AssertSame([.. values.Select(x => Math.Max(x, 0))], [.. values.Select(x => x > 0 ? 1.0 : 0)], ValueAndSlope(x => x.Relu(), values));
        AssertSame([.. values.Select(x => x * x)], [.. values.Select(x => 2 * x)], ValueAndSlope(x => x * x, values));
        AssertSame([.. values.Select(x => x - 3)], [.. values.Select(_ => 1.0)], ValueAndSlope(x => x - x.Tape.Input(Tensor<double>.Scalar(3)), values));
    }

    [Fact]
    public void TheBitsOfAnElementDoNotDependOnWhereItStands()
    {
        Func<Node<float>, Node<float>>[] ops =
        [
            x => x.Relu(), x => x.LeakyRelu(), x => x.Abs(), x => x.Square(), x => x.Exp(), x => x.Abs().Log(), x => x.Abs().Sqrt(),
            x => x.Sigmoid(), x => x.Tanh(), x => x.Softplus(), x => x.Gelu(),
            x => x.Sin(), x => x.Cos(), x => x.Atan(), x => x * x / (x + x.Square()),
        ];
        float[] values = [.. Enumerable.Range(0, 61).Select(i => 0.37f * (i - 30.5f))];
        foreach (var op in ops)
        {
            var (whole, single) = (new Tape<float>(), new Tape<float>());
            var x = whole.Input(Tensor<float>.From(new Shape(61), values), needsGradient: true);
            var y = op(x);
            whole.Backward(y, Tensor<float>.Full(new Shape(61), 1));
            var one = single.Input(new Tensor<float>(Shape.Scalar), needsGradient: true);
            var alone = op(one);
            for (var i = 0; i < values.Length; i++)
            {
                one.Value.Span[0] = values[i];
                single.Forward();
                single.Backward(alone);
                Assert.Equal((y.Value.Span[i], x.Gradient.Span[i]), (alone.Value.Span[0], one.Gradient.Span[0]));
            }
        }
    }

    [Fact]
    public void TanhKeepsItsDigitsNearZeroAndInBothBranches()
    {
        for (var x = -20.0; x < 20; x += 0.0078125)
        {
            Assert.Equal(Math.Tanh(x), ValueAndSlope(n => n.Tanh(), x).Value[0], 5e-16 * Math.Abs(Math.Tanh(x)));
        }

        Assert.Equal([1e-300, -1e-10, 1, -1], ValueAndSlope(n => n.Tanh(), 1e-300, -1e-10, double.PositiveInfinity, double.NegativeInfinity).Value);
    }

    [Fact]
    public void BroadcastingAgreesWithIndexArithmetic()
    {
        int[][] shapes = [[2, 3, 4], [3, 4], [4], [1], [], [2, 1, 4], [1, 3, 1], [2, 1, 1], [1, 1, 4], [2, 3, 1]];
        foreach (var (p, q) in shapes.SelectMany(p => shapes.Select(q => (p, q))))
        {
            var tape = new Tape<double>();
            var (a, b) = (Numbers(tape, p, 1), Numbers(tape, q, 2));
            var y = a / b;
            var (da, db) = (new double[a.Value.Length], new double[b.Value.Length]);
            for (var i = 0; i < y.Value.Length; i++)
            {
                var (j, k) = (Position(i, y.Shape, a.Shape), Position(i, y.Shape, b.Shape));
                Assert.Equal(a.Value.Span[j] / b.Value.Span[k], y.Value.Span[i]);
                da[j] += (i + 1) / b.Value.Span[k];
                db[k] -= (i + 1) * a.Value.Span[j] / (b.Value.Span[k] * b.Value.Span[k]);
            }

            tape.Backward(y, Tensor<double>.From(y.Shape, [.. Enumerable.Range(1, y.Value.Length).Select(i => (double)i)]));
            Assert.All(da.Zip(a.Gradient.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            Assert.All(db.Zip(b.Gradient.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }

        static Node<double> Numbers(Tape<double> tape, int[] extents, int first)
        {
            var shape = new Shape(extents);
            return tape.Input(Tensor<double>.From(shape, [.. Enumerable.Range(first, shape.Count).Select(i => (double)i)]), needsGradient: true);
        }

        // The flat position in an operand that serves element i of y.
        static int Position(int i, Shape y, Shape operand)
        {
            var (position, step) = (0, 1);
            for (var axis = 1; axis <= y.Rank; i /= y[^axis], axis++)
            {
                if (axis <= operand.Rank)
                {
                    position += operand[^axis] == 1 ? 0 : i % y[^axis] * step;
                    step *= operand[^axis];
                }
            }

            return position;
        }
    }

    private static void AssertSame(double[] value, double[] slope, (double[] Value, double[] Slope) actual)
    {
        Assert.Equal(value, actual.Value);
        Assert.Equal(slope, actual.Slope);
    }

    private static (double[] Value, double[] Slope) ValueAndSlope(Func<Node<double>, Node<double>> op, params double[] values)
    {
        var tape = new Tape<double>();
        var x = tape.Input(Tensor<double>.From(new Shape(values.Length), values), needsGradient: true);
        var y = op(x);
        tape.Backward(y, Tensor<double>.Full(y.Shape, 1));
        return (y.Value.Span.ToArray(), x.Gradient.Span.ToArray());
    }
}
