using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

public class DropoutTests
{
    [Fact]
    public void DropsTheGivenShareAndScalesTheRestUp()
    {
        var y = Ones(new Tape<double>(training: true) { Draw = 1 }, 1000, 100).Dropout(0.3).Value.Span.ToArray();
        Assert.Equal([0, 1 / 0.7], y.Distinct().Order());
        Assert.Equal(0.3, y.Count(value => value == 0) / 1e5, 0.005);
    }

    [Fact]
    public void TheMaskDependsOnTheDrawAndOnWhichDropoutItIs()
    {
        var tape = new Tape<double>(training: true) { Draw = 1 };
        var (first, second) = (Ones(tape, 8, 8).Dropout(0.5), Ones(tape, 8, 8).Dropout(0.5));
        var before = first.Value.Span.ToArray();
        Assert.NotEqual(before, second.Value.Span.ToArray());

        tape.Draw = 2;
        tape.Forward();
        Assert.NotEqual(before, first.Value.Span.ToArray());

        tape.Draw = 1;
        tape.Forward();
        Assert.Equal(before, first.Value.Span.ToArray());
    }

    [Fact]
    public void ASampleGetsTheSameMaskHoweverTheBatchIsDivided()
    {
        var whole = Ones(new Tape<double>(training: true) { Draw = 5 }, 6, 11).Dropout(0.5).Value.Span.ToArray();
        var part = Ones(new Tape<double>(training: true) { Draw = 5, FirstSample = 4 }, 2, 11).Dropout(0.5).Value.Span.ToArray();
        Assert.Equal(whole[44..], part);
    }

    [Fact]
    public void WithProbabilityZeroOrOutsideTrainingItIsTheIdentity()
    {
        Assert.All(Ones(new Tape<double>(training: true), 8, 8).Dropout(0).Value.Span.ToArray(), y => Assert.Equal(1, y));
        Assert.All(Ones(new Tape<double>(), 8, 8).Dropout(0.9).Value.Span.ToArray(), y => Assert.Equal(1, y));
    }

    private static Leaf<double> Ones(Tape<double> tape, int samples, int features) => tape.Input(Tensor<double>.Full(new Shape(samples, features), 1));
}
