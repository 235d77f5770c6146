using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

public class TapeTests
{
    private readonly Tape<double> tape = new();

    [Fact]
    public void BackwardOfASingleNumberNeedsNoCotangent()
    {
        var x = Input(2, 3);
        tape.Backward((x * x).Sum());
        Assert.Equal([4, 6], x.Gradient.Span.ToArray());
    }

    [Fact]
    public void GradientsOfAnEarlierPassAreForgottenEverywhere()
    {
        var (x, unrelated) = (Input(2, 3), Input(5));
        var before = x.Square();
        var after = (before + unrelated).Sum();
        tape.Backward(after);
        Assert.Equal([2], unrelated.Gradient.Span.ToArray());

        tape.Backward(before, Tensor<double>.From(new Shape(2), [1, 10]));
        Assert.Equal([4, 60], x.Gradient.Span.ToArray());
        Assert.Equal([0], unrelated.Gradient.Span.ToArray());
        Assert.Equal([0], after.Gradient.Span.ToArray());
    }

    [Fact]
    public void NodesThatDoNotLeadToTheOutputAreNotVisited()
    {
        var x = Input(2);
        var dead = tape.Record(new CountingOp(x));
        var alive = tape.Record(new CountingOp(x));
        tape.Backward(alive);
        Assert.Equal((0, 1), (dead.Pullbacks, alive.Pullbacks));
        Assert.Equal([1], x.Gradient.Span.ToArray());
    }

    [Fact]
    public void BackwardEndsWhereItIsToldTo()
    {
        var x = Input(2);
        var before = tape.Record(new CountingOp(x));
        var middle = tape.Record(new CountingOp(before));
        var after = tape.Record(new CountingOp(middle));
        tape.Backward(after.Square(), to: middle);
        Assert.Equal([4], middle.Gradient.Span.ToArray());
        Assert.Equal((0, 0, 1), (before.Pullbacks, middle.Pullbacks, after.Pullbacks));
        Assert.Equal([0], x.Gradient.Span.ToArray());
    }

    [Fact]
    public void ANodeWithoutGradientIsNotPulledBack()
    {
        var (data, x) = (tape.Input(Vector(7)), Input(2));
        var constant = tape.Record(new CountingOp(data));
        tape.Backward(constant * x);
        Assert.Equal(0, constant.Pullbacks);
        Assert.Equal([7], x.Gradient.Span.ToArray());
        Assert.Equal(
            "CountingOp: no gradient is computed for a node that depends on no parameter and no input marked as needing one.",
            Assert.Throws<InvalidOperationException>(() => constant.Gradient).Message);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(constant));
    }

    [Fact]
    public void AParameterHasOneLeafHoweverOftenItIsUsed()
    {
        var parameter = new Parameter<double>("w", Vector(3));
        var leaf = tape.Use(parameter);
        Assert.Same(leaf, tape.Use(parameter));
        tape.Backward(tape.Use(parameter) * tape.Use(parameter));
        Assert.Equal([6], leaf.Gradient.Span.ToArray());
        Assert.Equal("w", leaf.Name);
        Assert.Equal("w [1]", parameter.ToString());
    }

    [Fact]
    public void ABoundGradientIsWrittenAndForgetsWhatItHeld()
    {
        var x = Input(2, 3);
        var slot = Vector(100, 100);
        x.BindGradient(slot);
        tape.Backward(x.Square().Sum());
        Assert.Equal([4, 6], slot.Span.ToArray());
        Assert.Equal(
            "BindGradient: the memory has shape [3], but the leaf has shape [2].",
            Assert.Throws<ShapeException>(() => x.BindGradient(Vector(1, 2, 3))).Message);
    }

    [Fact]
    public void FindReturnsTheLastNodeOfThatName()
    {
        var x = Input(1);
        x.Name = "x";
        (x.Relu().Name, x.Tanh().Name) = ("layer", "other");
        var last = x.Relu();
        last.Name = "layer";
        Assert.Same(last, tape.Find("layer"));
        Assert.Equal("No layer is called 'conv9'; the model has: layer, other.", Assert.Throws<InputException>(() => tape.Find("conv9")).Message);
    }

    [Fact]
    public void MisuseIsRefused()
    {
        var x = Input(1, 2);
        Assert.Equal(
            "Backward: the output has shape [2]; without a cotangent it must be a single number.",
            Assert.Throws<ShapeException>(() => tape.Backward(x)).Message);
        Assert.Equal(
            "Backward: the cotangent has shape [3], but the output has shape [2].",
            Assert.Throws<ShapeException>(() => tape.Backward(x, Vector(1, 2, 3))).Message);
        Assert.Equal(
            "Backward: the output ReluOp [2] stands on another tape.",
            Assert.Throws<ArgumentException>(() => new Tape<double>().Backward(x.Relu(), Vector(1, 2))).Message);
    }

    private static Tensor<double> Vector(params double[] values) => new(new Shape(values.Length), values);

    private Leaf<double> Input(params double[] values) => tape.Input(Vector(values), needsGradient: true);

    /// <summary>y = x, counting its pullbacks.</summary>
    private sealed class CountingOp(Node<double> x) : Node<double>(x.Shape, x)
    {
        public int Pullbacks { get; private set; }

        public override void Forward() => x.Value.Span.CopyTo(Value.Span);

        public override void Pullback()
        {
            Pullbacks++;
            x.Gradient.Span[0] += Gradient.Span[0];
        }
    }
}
