using System.Numerics;
using System.Text.Json;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Autodiff.Tests;

/// <summary>Values and gradients of tests/Fixtures/ops.json, which PyTorch computed in double precision.</summary>
public class FixtureTests
{
    private static readonly JsonElement[] Cases = [.. Fixtures.Json("ops.json").GetProperty("ops").EnumerateArray()];

    public static IEnumerable<object[]> Names => Cases.Select((c, i) => new object[] { i, c.GetProperty("op").GetString()! });

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAndGradientsAgreeWithTheReference(int index, string op)
    {
        var fixture = Cases[index];
        var tape = new Tape<double>(training: true);
        var inputs = fixture.GetProperty("inputs").EnumerateObject().ToDictionary(
            input => input.Name, input => (Node<double>)tape.Input(Read(input.Value), needsGradient: true));
        var y = Build(op, inputs, fixture.GetProperty("attrs"));
        var expected = Read(fixture.GetProperty("output"));
        Assert.Equal(expected.Length, y.Value.Length);
        AssertClose(expected, y.Value);
        tape.Backward(y, Read(fixture.GetProperty("cotangent")).Reshape(y.Shape));
        foreach (var gradient in fixture.GetProperty("grads").EnumerateObject())
        {
            AssertClose(Read(gradient.Value), inputs[gradient.Name].Gradient);
        }
    }

    private static Node<double> Build(string op, Dictionary<string, Node<double>> inputs, JsonElement attrs)
    {
        int Attribute(string name) => attrs.GetProperty(name).GetInt32();
        int[] List(string name) => [.. attrs.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
        var x = inputs.Values.First();
        return op switch
        {
            "conv2d" => x.Conv2d(inputs["weight"], inputs["bias"], Attribute("stride"), Attribute("padding")),
            "max_pool2d" => x.MaxPool(Attribute("kernel"), Attribute("stride")),
            "avg_pool2d" => x.AveragePool(Attribute("kernel"), Attribute("stride")),
            "adaptive_avg_pool2d" => x.AdaptiveAveragePool(Attribute("output"), Attribute("output")),
            "linear" => x.Dense(inputs["weight"], inputs["bias"]),
            "relu" => x.Relu(),
            "tanh" => x.Tanh(),
            "sigmoid" => x.Sigmoid(),
            "exp" => x.Exp(),
            "softplus" => x.Softplus(),
            "gelu" => x.Gelu(),
            "leaky_relu" => x.LeakyRelu(),
            "atan" => x.Atan(),
            "sin" => x.Sin(),
            "cos" => x.Cos(),
            "square" => x.Square(),
            "log_softmax" => x.LogSoftmax(),
            "softmax" => x.Softmax(),
            "cross_entropy" => x.CrossEntropy(List("target")),
            "mse" => x.MeanSquaredError(inputs["y"]),
            "add_broadcast" => x + inputs["b"],
            "mul_broadcast" => x * inputs["b"],
            "matmul" => x.MatMul(inputs["b"]),
            "sum_axis" => x.Sum(ReducedAxis(inputs, 15)),
            "mean_axis" => x.Mean(ReducedAxis(inputs, 12)),
            "batch_norm2d_train" => x.BatchNorm2d(inputs["weight"], inputs["bias"], new Tensor<double>(new Shape(3)), Tensor<double>.Full(new Shape(3), 1)),
            "upsample_bilinear" => x.UpsampleBilinear(List("size")[0], List("size")[1]),
            _ => throw new InvalidOperationException($"ops.json has an op that this test does not know: {op}."),
        };
    }

    /// <summary>The fixture does not name the axis; the sizes of the outputs do.</summary>
    private static Index ReducedAxis(Dictionary<string, Node<double>> inputs, int outputs)
    {
        var shape = inputs["x"].Shape;
        return Enumerable.Range(0, shape.Rank).Single(axis => shape.Count / shape[axis] == outputs);
    }

    private static Tensor<double> Read(JsonElement tensor) => Tensor<double>.From(
        new Shape([.. tensor.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]),
        [.. tensor.GetProperty("data").EnumerateArray().Select(e => e.GetDouble())]);

    private static void AssertClose(Tensor<double> expected, Tensor<double> actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected.Span[i] - actual.Span[i]) <= 1e-10 * Math.Max(1, Math.Abs(expected.Span[i])),
                $"element {i}: expected {expected.Span[i]:r}, got {actual.Span[i]:r}");
        }
    }
}
