using System.Numerics;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Autodiff.Tests;

/// <summary>What must hold for every op; each test runs on every line of <see cref="OpCatalogue"/>.</summary>
public class OpCatalogueTests
{
    public static TheoryData<string> Names => OpCatalogue.Names;

    [Fact]
    public void EveryOpIsInTheCatalogue()
    {
        var built = OpCatalogue.Cases.SelectMany(op => op.Record<double>(op.Draw(1)).Tape.Nodes).Select(node => node.GetType().GetGenericTypeDefinition())
            .ToHashSet();
        var ops = typeof(Node<>).Assembly.GetTypes().Where(type => !type.IsAbstract && IsOp(type));
        Assert.Equal([], ops.Where(type => !built.Contains(type)).Select(type => type.Name));

        static bool IsOp(Type type) => type.BaseType is { IsGenericType: true } parent && (parent.GetGenericTypeDefinition() == typeof(Node<>) || IsOp(parent));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PullbackIsTheTransposedJacobianAlongRandomDirections(string name)
    {
        var op = OpCatalogue.Find(name);
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var check = GradientCheck.AlongRandomDirection(op.Record<double>(op.Draw(seed)), new SeededRandom(seed));
            Assert.True(check.Error < 1e-9, check.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PullbackIsTheTransposedJacobianInEveryEntry(string name)
    {
        var op = OpCatalogue.Find(name);
        var check = GradientCheck.OfJacobian(op.Record<double>(op.Draw(4)));
        Assert.True(check.Error < 1e-9 && check.Scale > 0, check.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatAgreesWithDouble(string name)
    {
        var op = OpCatalogue.Find(name);
        var values = Array.ConvertAll(op.Draw(5), value => value.To<float>().To<double>());
        var (single, exact) = (op.Record<float>(values), op.Record<double>(values));
        var cotangent = Cotangent(exact.Shape);
        single.Tape.Backward(single, cotangent.To<float>());
        exact.Tape.Backward(exact, cotangent);
        AssertClose(exact.Value, single.Value.To<double>(), 2e-6);
        for (var i = 0; i < values.Length; i++)
        {
            AssertClose(exact.Tape.Nodes[i].Gradient, single.Tape.Nodes[i].Gradient.To<double>(), 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReplayOnNewValuesEqualsAFreshTape(string name)
    {
        Replay<double>(name);
        Replay<float>(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AWarmTapeAllocatesNothing(string name)
    {
        var op = OpCatalogue.Find(name);
        var output = op.Record<float>(op.Draw(6));
        var cotangent = Cotangent(output.Shape).To<float>();
        var bytes = 0L;
        for (var run = 0; run < 4; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            output.Tape.Forward();
            output.Tape.Backward(output, cotangent);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, bytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ANodeThatIsUsedTwiceGetsTheSumOfBothGradients(string name)
    {
        var op = OpCatalogue.Find(name);
        if (name == "dropout_training")
        {
            return; // Two dropouts on one tape draw different masks: see DropoutTests.
        }

        var (values, once) = (op.Draw(7), op.Record<double>(op.Draw(7)));
        var tape = new Tape<double>(op.Training) { Draw = 7 };
        Node<double>[] leaves = [.. values.Select(value => tape.Input(value, needsGradient: true))];
        var twice = op.Build(leaves) + (2 * op.Build(leaves));
        var cotangent = Cotangent(once.Shape);
        once.Tape.Backward(once, cotangent);
        tape.Backward(twice, cotangent);
        for (var i = 0; i < leaves.Length; i++)
        {
            var expected = once.Tape.Nodes[i].Gradient;
            System.Numerics.Tensors.TensorPrimitives.Multiply(expected.Span, 3, expected.Span);
            AssertClose(expected, leaves[i].Gradient, 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EachInputCanBeTheOnlyOneThatNeedsAGradient(string name)
    {
        var op = OpCatalogue.Find(name);
        var all = op.Record<double>(op.Draw(8));
        var cotangent = Cotangent(all.Shape);
        all.Tape.Backward(all, cotangent);
        for (var only = 0; only < op.Shapes.Length; only++)
        {
            var output = op.Record<double>(op.Draw(8), input => input == only);
            output.Tape.Backward(output, cotangent);
            AssertClose(all.Tape.Nodes[only].Gradient, output.Tape.Nodes[only].Gradient, 1e-14);
        }

        Assert.False(op.Record<double>(op.Draw(8), _ => false).NeedsGradient);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InputsOnDifferentTapesAreRefused(string name)
    {
        var op = OpCatalogue.Find(name);
        if (op.Shapes.Length < 2)
        {
            return;
        }

        Node<double>[] inputs = [.. op.Draw(9).Select(value => new Tape<double>(op.Training).Input(value))];
        var error = Assert.Throws<ArgumentException>(() => op.Build(inputs));
        Assert.EndsWith("Op: its inputs stand on different tapes.", error.Message);
    }

    private static void Replay<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var op = OpCatalogue.Find(name);
        var replayed = op.Record<T>(op.Draw(10));
        var changed = op.Draw(11);
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i].To<T>().Span.CopyTo(replayed.Tape.Nodes[i].Value.Span);
        }

        var fresh = op.Record<T>(changed);
        var cotangent = Cotangent(fresh.Shape).To<T>();
        replayed.Tape.Backward(replayed, cotangent);
        replayed.Tape.Forward();
        replayed.Tape.Backward(replayed, cotangent);
        fresh.Tape.Backward(fresh, cotangent);
        Assert.Equal(fresh.Value.Span, replayed.Value.Span);
        for (var i = 0; i < changed.Length; i++)
        {
            Assert.Equal(fresh.Tape.Nodes[i].Gradient.Span, replayed.Tape.Nodes[i].Gradient.Span);
        }
    }

    private static Tensor<double> Cotangent(Shape shape)
    {
        var (tensor, random) = (new Tensor<double>(shape), new SeededRandom(12));
        foreach (ref var element in tensor.Span)
        {
            element = (float)random.NextDouble(-1, 1);
        }

        return tensor;
    }

    /// <summary>Equal to within a tolerance relative to the largest expected element.</summary>
    private static void AssertClose(Tensor<double> expected, Tensor<double> actual, double tolerance)
    {
        var scale = Math.Max(1e-3, expected.Span.ToArray().Max(Math.Abs));
        Assert.Equal(expected.Shape, actual.Shape);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected.Span[i] - actual.Span[i]) <= tolerance * scale,
                $"element {i}: expected {expected.Span[i]:r}, got {actual.Span[i]:r}");
        }
    }
}
