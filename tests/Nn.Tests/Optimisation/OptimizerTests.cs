using System.Text.Json;
using QXai.Autodiff;
using QXai.Nn.Optimisation;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests.Optimisation;

public class OptimizerTests
{
    private static readonly Dictionary<string, (Optimizer Rule, double Rate)> Catalogue = new()
    {
        ["sgd"] = (new Sgd(), 0.1),
        ["sgd_momentum"] = (new Sgd(Momentum: 0.9, WeightDecay: 0.01), 0.1),
        ["adam"] = (new Adam(), 0.05),
        ["adamw"] = (new AdamW(WeightDecay: 0.1), 0.05),
    };

    public static TheoryData<string> Names => [.. Catalogue.Keys];

    [Theory, MemberData(nameof(Names))]
    public void TrajectoriesAgreeWithPyTorch(string name)
    {
        var fixture = QXai.Tests.Fixtures.Json("ops.json").GetProperty("optimizers").EnumerateArray()
            .Single(o => o.GetProperty("optimizer").GetString() == name);
        var parameter = new Parameter<double>("w", Vector(fixture.GetProperty("start")));
        var state = new OptimizerState<double>(Catalogue[name].Rule, [parameter]);
        foreach (var (gradient, expected) in fixture.GetProperty("grads").EnumerateArray().Zip(fixture.GetProperty("trajectory").EnumerateArray()))
        {
            Vector(gradient).Span.CopyTo(parameter.Gradient.Span);
            state.Step(Catalogue[name].Rate);
            Assert.All(parameter.Value.Span.ToArray().Zip(Vector(expected).Span.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void AnySplitOfTheWeightsGivesTheSameBits(string name)
    {
        var (whole, split) = (Random<float>(37), Random<float>(37));
        var (a, b) = (new OptimizerState<float>(Catalogue[name].Rule, [whole]), new OptimizerState<float>(Catalogue[name].Rule, [split]));
        for (var step = 0; step < 4; step++)
        {
            a.Step(0.01);
            b.Advance();
            foreach (var (start, length) in new[] { (0, 3), (3, 17), (20, 1), (21, 16) })
            {
                b.Update(0, start, length, 0.01, 1);
            }
        }

        Assert.Equal(whole.Value.Span.ToArray(), split.Value.Span.ToArray());
    }

    [Fact]
    public void ClippingScalesTheGradientToTheLimit()
    {
        var parameter = new Parameter<double>("w", new Tensor<double>(new Shape(2)));
        parameter.Gradient.Span[0] = 3;
        parameter.Gradient.Span[1] = 4;
        Assert.Equal(5, GradientClipping.Norm([parameter]));
        new OptimizerState<double>(new Sgd(), [parameter]).Step(1, clipNorm: 2.5);
        Assert.Equal([-1.5, -2], parameter.Value.Span.ToArray());
        new OptimizerState<double>(new Sgd(), [parameter]).Step(1, clipNorm: 10);
        Assert.Equal([-4.5, -6], parameter.Value.Span.ToArray());
    }

    [Fact]
    public void TheNormOfManyElementsIsTheirsInOrder()
    {
        var parameter = Random<double>(3 * GradientClipping.Block + 5);
        var expected = Math.Sqrt(parameter.Gradient.Span.ToArray().Sum(g => g * g));
        Assert.Equal(expected, GradientClipping.Norm([parameter]), 1e-12 * expected);
    }

    [Fact]
    public void ConstantsOutsideTheirRangesAreRefused()
    {
        Refuses(new Sgd(Momentum: 1), "SGD: momentum 1 must lie in [0, 1).");
        Refuses(new Sgd(WeightDecay: -1), "SGD: weight decay -1 must be 0 or more.");
        Refuses(new Adam(FirstDecay: 1.5), "Adam: decay rates 1.5 and 0.999 of the moments must lie in [0, 1).");
        Refuses(new Adam(Epsilon: 0), "Adam: epsilon 0 must be above 0.");
        Refuses(new AdamW(WeightDecay: double.NaN), "AdamW: weight decay NaN must be 0 or more.");

        static void Refuses(Optimizer rule, string message) =>
            Assert.Equal(message, Assert.Throws<InputException>(() => new OptimizerState<float>(rule, [])).Message);
    }

    private static Parameter<T> Random<T>(int length)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(5);
        var parameter = new Parameter<T>("w", new Tensor<T>(new Shape(length)));
        for (var i = 0; i < length; i++)
        {
            parameter.Value.Span[i] = T.CreateTruncating(random.NextGaussian());
            parameter.Gradient.Span[i] = T.CreateTruncating(random.NextGaussian());
        }

        return parameter;
    }

    private static Tensor<double> Vector(JsonElement values)
    {
        double[] numbers = [.. values.EnumerateArray().Select(value => value.GetDouble())];
        return new Tensor<double>(new Shape(numbers.Length), numbers);
    }
}
