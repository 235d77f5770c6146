using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Initialisation;

/// <summary>
/// How first weights are drawn: independently, uniform or normal, with mean 0 and the standard deviation that keeps the scale of signals (Glorot and
/// Bengio, 2010; He et al., 2015). For a weight of shape [out, in, ...] fan-in is in * (product of the rest), fan-out is out * (product of the rest).
/// Draws are made in double, so a seed gives the same weights in both precisions, but for rounding.
/// </summary>
public sealed class Initializer
{
    private readonly Func<Shape, double> deviation;
    private readonly bool uniform;

    private Initializer(Func<Shape, double> deviation, bool uniform) => (this.deviation, this.uniform) = (deviation, uniform);

    /// <summary>The gain before a rectifier, which halves the variance of its input: sqrt 2.</summary>
    public static double ReluGain => Math.Sqrt(2);

    /// <summary>Uniform in (-b, b), b = gain * sqrt(3 / fan-in).</summary>
    public static Initializer KaimingUniform(double gain) => new(weight => gain / Math.Sqrt(FanIn(weight)), uniform: true);

    /// <summary>Normal with standard deviation gain / sqrt(fan-in).</summary>
    public static Initializer KaimingNormal(double gain) => new(weight => gain / Math.Sqrt(FanIn(weight)), uniform: false);

    /// <summary>Uniform in (-b, b), b = gain * sqrt(6 / (fan-in + fan-out)).</summary>
    public static Initializer XavierUniform(double gain = 1) => new(weight => gain * Math.Sqrt(2.0 / (FanIn(weight) + FanOut(weight))), uniform: true);

    /// <summary>Normal with standard deviation gain * sqrt(2 / (fan-in + fan-out)).</summary>
    public static Initializer XavierNormal(double gain = 1) => new(weight => gain * Math.Sqrt(2.0 / (FanIn(weight) + FanOut(weight))), uniform: false);

    /// <summary>Normal with a standard deviation that does not depend on the shape.</summary>
    public static Initializer Normal(double standardDeviation) => new(_ => standardDeviation, uniform: false);

    /// <summary>A new tensor of the given shape, drawn in row-major order.</summary>
    public Tensor<T> Draw<T>(Shape shape, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tensor = new Tensor<T>(shape);
        var sigma = deviation(shape);
        var bound = sigma * Math.Sqrt(3);
        foreach (ref var weight in tensor.Span)
        {
            weight = T.CreateTruncating(uniform ? random.NextDouble(-bound, bound) : sigma * random.NextGaussian());
        }

        return tensor;
    }

    private static double FanIn(Shape weight) => (double)weight.Count / weight[0];

    private static double FanOut(Shape weight) => (double)weight.Count / weight[1];
}
