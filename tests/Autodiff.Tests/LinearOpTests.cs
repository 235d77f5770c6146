using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Autodiff.Tests;

/// <summary>The linear maps inside the nodes, which relevance propagation evaluates with other numbers.</summary>
public class LinearOpTests
{
    public static TheoryData<string> Names => [.. OpCatalogue.Cases.Where(op => op.Record<double>(op.Draw(1)) is ILinearOp<double>).Select(op => op.Name)];

    [Fact]
    public void TheLinearOpsAreThese() =>
        Assert.Equal(
            ["AdaptiveAveragePoolOp`1", "AveragePoolOp`1", "Conv2dOp`1", "DenseOp`1", "MatMulOp`1", "MeanOp`1", "SumOp`1", "UpsampleBilinearOp`1"],
            OpCatalogue.Cases.Select(op => op.Record<double>(op.Draw(1))).Where(node => node is ILinearOp<double>)
                .Select(node => node.GetType().Name)
                .Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void ApplyGivesTheValueForTheNodesOwnNumbers(string name)
    {
        var node = Record(name, out var linear);
        var z = Random(node.Value.Length, 3);
        linear.Apply(linear.Input.Value.Span, Weight(linear), linear.Bias is null ? [] : linear.Bias.Value.Span, z);
        Assert.Equal(node.Value.Span.ToArray(), z);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ApplyIsLinearAndTransposeIsItsTranspose(string name)
    {
        var node = Record(name, out var linear);
        var weight = linear.Weight is null ? [] : Random(linear.Weight.Value.Length, 4);
        var (a, s) = (Random(linear.Input.Value.Length, 5), Random(node.Value.Length, 6));
        var (z, c) = (Random(node.Value.Length, 7), Random(linear.Input.Value.Length, 8));
        linear.Apply(a, weight, [], z);
        linear.Transpose(weight, s, c);
        Assert.Equal(Dot(s, z), Dot(c, a), 1e-12);

        var zero = Random(node.Value.Length, 9);
        linear.Apply(new double[a.Length], weight, [], zero);
        Assert.All(zero, value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WrongLengthsAreRefused(string name)
    {
        var node = Record(name, out var linear);
        var op = node.GetType().Name.Replace("Op`1", "");
        var (input, weights, output) = (linear.Input.Value.Length, Weight(linear).Length, node.Value.Length);
        Refused($"{op}: input has 1 elements, but {input} are expected.", () => linear.Apply(new double[1], new double[weights], [], new double[output]));
        Refused($"{op}: weight has 999 elements, but {weights} are expected.", () => linear.Apply(new double[input], new double[999], [], new double[output]));
        Refused(
            $"{op}: bias has 999 elements, but {linear.Bias?.Value.Length ?? 0} are expected.",
            () => linear.Apply(new double[input], new double[weights], new double[999], new double[output]));
        Refused($"{op}: output has 999 elements, but {output} are expected.", () => linear.Apply(new double[input], new double[weights], [], new double[999]));
        Refused($"{op}: weight has 999 elements, but {weights} are expected.", () => linear.Transpose(new double[999], new double[output], new double[input]));
        Refused(
            $"{op}: cotangent has 999 elements, but {output} are expected.",
            () => linear.Transpose(new double[weights], new double[999], new double[input]));
        Refused(
            $"{op}: inputCotangent has 1 elements, but {input} are expected.",
            () => linear.Transpose(new double[weights], new double[output], new double[1]));

        static void Refused(string message, Action action) => Assert.Equal(message, Assert.Throws<ShapeException>(action).Message);
    }

    private static Node<double> Record(string name, out ILinearOp<double> linear)
    {
        var op = OpCatalogue.Find(name);
        var node = op.Record<double>(op.Draw(2));
        linear = (ILinearOp<double>)node;
        return node;
    }

    private static Span<double> Weight(ILinearOp<double> linear) => linear.Weight is null ? [] : linear.Weight.Value.Span;

    private static double[] Random(int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble(-1, 1))];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();
}
