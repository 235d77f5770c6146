using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Autodiff.Tests;

public class BatchNormTests
{
    private readonly Tensor<double> mean = Tensor<double>.From(new Shape(2), [10, 20]);
    private readonly Tensor<double> variance = Tensor<double>.From(new Shape(2), [4, 9]);
    private readonly Tensor<double> images = Tensor<double>.From(new Shape(2, 2, 1, 2), [1, 2, 5, 5, 3, 6, 5, 9]);

    [Fact]
    public void TrainingNormalisesByTheBatchAndMovesTheRunningStatistics()
    {
        // Channel 0 holds 1, 2, 3, 6: mean 3, squared deviations 4 + 1 + 0 + 9 = 14. Channel 1 holds 5, 5, 5, 9: mean 6, 1 + 1 + 1 + 9 = 12.
        var y = Normalise(training: true);
        var (a, b) = (Math.Sqrt(3.5), Math.Sqrt(3));
        double[] expected = [-2 / a, -1 / a, 3 - 2 / b, 3 - 2 / b, 0, 3 / a, 3 - 2 / b, 3 + 6 / b];
        Assert.All(expected.Zip(y.Value.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        AssertRunning([0.75 * 10 + 0.25 * 3, 0.75 * 20 + 0.25 * 6], [0.75 * 4 + 0.25 * 14 / 3, 0.75 * 9 + 0.25 * 12 / 3]);
    }

    [Fact]
    public void EvaluationUsesTheRunningStatisticsAndLeavesThem()
    {
        var y = Normalise(training: false);
        double[] expected = [-9.0 / 2, -8.0 / 2, 3 - 2 * 15 / 3.0, 3 - 2 * 15 / 3.0, -7.0 / 2, -4.0 / 2, 3 - 2 * 15 / 3.0, 3 - 2 * 11 / 3.0];
        Assert.All(expected.Zip(y.Value.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        AssertRunning([10, 20], [4, 9]);
    }

    private Node<double> Normalise(bool training)
    {
        var tape = new Tape<double>(training);
        var (weight, bias) = (tape.Input(Tensor<double>.From(new Shape(2), [1, 2])), tape.Input(Tensor<double>.From(new Shape(2), [0, 3])));
        return tape.Input(images).BatchNorm2d(weight, bias, mean, variance, momentum: 0.25, epsilon: 0);
    }

    private void AssertRunning(double[] expectedMean, double[] expectedVariance)
    {
        Assert.All(expectedMean.Zip(mean.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.All(expectedVariance.Zip(variance.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }
}
