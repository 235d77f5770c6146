using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Numerics;

namespace QXai.Nn.Optimisation;

/// <summary>The loop that <see cref="Adam"/> and <see cref="AdamW"/> share; they differ in where the weight decay enters.</summary>
internal static class AdamRule
{
    /// <summary>
    /// With g' = scale g + l2 w and w' = shrink w:  m = b1 m + (1 - b1) g';  v = b2 v + (1 - b2) g'^2;  w = w' - rate / (1 - b1^t) * m / (sqrt(v) /
    /// sqrt(1 - b2^t) + eps). Vectors and the remainder do the same correctly rounded operations, so results do not depend on the vector's width.
    /// </summary>
    public static void Update<T>(
        long step, double rate, double scale, double l2, double shrink, (double First, double Second, double Epsilon) constants,
        Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = weights.Length;
        gradient = gradient[..length];
        first = first[..length];
        second = second[..length];
        var size = T.CreateTruncating(rate / (1 - Math.Pow(constants.First, step)));
        var root = T.CreateTruncating(Math.Sqrt(1 - Math.Pow(constants.Second, step)));
        var (b1, c1) = (T.CreateTruncating(constants.First), T.CreateTruncating(1 - constants.First));
        var (b2, c2) = (T.CreateTruncating(constants.Second), T.CreateTruncating(1 - constants.Second));
        var (eps, gScale) = (T.CreateTruncating(constants.Epsilon), T.CreateTruncating(scale));
        var (gDecay, keep) = (T.CreateTruncating(l2), T.CreateTruncating(shrink));
        var (rootV, epsV) = (new Vector<T>(root), new Vector<T>(eps));

        var w = MemoryMarshal.Cast<T, Vector<T>>(weights);
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        var m = MemoryMarshal.Cast<T, Vector<T>>(first);
        var v = MemoryMarshal.Cast<T, Vector<T>>(second);
        for (var i = 0; i < w.Length; i++)
        {
            var slope = g[i] * gScale + w[i] * gDecay;
            m[i] = m[i] * b1 + slope * c1;
            v[i] = v[i] * b2 + slope * slope * c2;
            w[i] = w[i] * keep - m[i] * size / (Vector.SquareRoot(v[i]) / rootV + epsV);
        }

        for (var i = w.Length * Vector<T>.Count; i < length; i++)
        {
            var slope = gradient[i] * gScale + weights[i] * gDecay;
            first[i] = first[i] * b1 + slope * c1;
            second[i] = second[i] * b2 + slope * slope * c2;
            weights[i] = weights[i] * keep - first[i] * size / (T.Sqrt(second[i]) / root + eps);
        }
    }

    public static void Validate(string name, double first, double second, double epsilon, double decay)
    {
        if (!(first >= 0 && first < 1 && second >= 0 && second < 1))
        {
            throw new InputException($"{name}: decay rates {first} and {second} of the moments must lie in [0, 1).");
        }

        if (!(epsilon > 0 && double.IsFinite(epsilon)))
        {
            throw new InputException($"{name}: epsilon {epsilon} must be above 0.");
        }

        if (!(decay >= 0 && double.IsFinite(decay)))
        {
            throw new InputException($"{name}: weight decay {decay} must be 0 or more.");
        }
    }
}
