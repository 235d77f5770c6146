namespace QXai.Xai.Circuits;

/// <summary>One search for a root point near x: what has been met so far, and the ways to get on.</summary>
internal sealed class RootSearch(CircuitScore score, double[] x, RootSearchOptions options)
{
    private const int MostProjections = 40, MostBisections = 100, MostHalvings = 40;

    private readonly double range = score.Observable.Bound + Math.Abs(score.Offset);

    /// <summary>The nearest root, or while there is none the point of smallest |f|.</summary>
    public RootPoint? Best { get; private set; }

    private double Tolerance => options.Tolerance * Math.Max(range, double.Epsilon);

    /// <summary>Takes note of a point; whether it is a root.</summary>
    public bool Visit(double[] point, string how)
    {
        var value = score.Value(point);
        var met = new RootPoint(point, value, Distance(point), Math.Abs(value) <= Tolerance, how);
        if (Best is null || (met.IsRoot, Best.IsRoot) switch
        {
            (true, true) => met.Distance < Best.Distance,
            (false, false) => Math.Abs(met.Value) < Math.Abs(Best.Value),
            var (isRoot, _) => isRoot,
        })
        {
            Best = met;
        }

        return met.IsRoot;
    }

    /// <summary>x + t e_i.</summary>
    public double[] Along(int input, double t)
    {
        var point = (double[])x.Clone();
        point[input] += t;
        return point;
    }

    /// <summary>
    /// Visits a point on the surface f = 0 and moves along the surface to where it is nearest to x: y becomes the point nearest to x on the tangent
    /// plane at y, and is brought back to the surface.
    /// </summary>
    public void Approach(double[] root, string how)
    {
        if (!Visit(root, how))
        {
            return;
        }

        for (var step = 0; step < MostProjections; step++)
        {
            var moved = Landed(Step(root, score.Value(root), score.Gradient(root), 0));
            if (moved is null || Distance(moved) > Distance(root) * (1 - 1e-6))
            {
                return;
            }

            Visit(root = moved, how + ", then along the surface of roots");
        }
    }

    /// <summary>
    /// Gauss-Newton on f(y)^2 + lambda |x - y|^2 from a start, lambda falling from generous to nothing. A step over a change of sign is bisected,
    /// which ends the search.
    /// </summary>
    public void Descend(double[] start)
    {
        var (y, value) = (start, score.Value(start));
        for (var lambda = options.Closeness * range * range; lambda > 1e-9 * options.Closeness * range * range; lambda /= 10)
        {
            for (var step = 0; step < options.Steps; step++)
            {
                if (Shorten(y, Step(y, value, score.Gradient(y), lambda), lambda) is not { } next)
                {
                    break;
                }

                var atNext = score.Value(next);
                if (Math.Sign(atNext) != Math.Sign(value))
                {
                    Approach(Bisect(y, next, value), "by Gauss-Newton steps, bisected where the score changes its sign");
                    return;
                }

                var moved = Length(next.Zip(y, (a, b) => a - b));
                (y, value) = (next, atNext);
                Visit(y, "by Gauss-Newton steps");
                if (moved < 1e-10)
                {
                    break;
                }
            }
        }
    }

    /// <summary>The full step: y + p with p minimising (f + g.p)^2 + lambda |y + p - x|^2, p = -d + g (g.d - f) / (lambda + |g|^2) for d = y - x.</summary>
    private double[]? Step(double[] y, double value, double[] g, double lambda)
    {
        var along = g.Select((slope, i) => slope * (y[i] - x[i])).Sum();
        var denominator = lambda + g.Sum(slope => slope * slope);
        return denominator <= 1e-24 * range * range ? null : [.. x.Select((xi, i) => xi + g[i] * (along - value) / denominator)];
    }

    /// <summary>The first of the step, half of it, a quarter and so on that makes the objective smaller; null where none does.</summary>
    private double[]? Shorten(double[] y, double[]? target, double lambda)
    {
        var before = Objective(y, lambda);
        for (var (halving, share) = (0, 1.0); target is not null && halving < MostHalvings; halving++, share /= 2)
        {
            double[] point = [.. y.Select((yi, i) => yi + share * (target[i] - yi))];
            if (Objective(point, lambda) < before)
            {
                return point;
            }
        }

        return null;
    }

    private double Objective(double[] y, double lambda)
    {
        var (value, distance) = (score.Value(y), Distance(y));
        return value * value + lambda * distance * distance;
    }

    /// <summary>The point brought to the surface f = 0 by a few Newton steps along the gradient; null where they do not get there.</summary>
    private double[]? Landed(double[]? y)
    {
        for (var step = 0; step < 20 && y is not null; step++)
        {
            var value = score.Value(y);
            if (Math.Abs(value) <= Tolerance)
            {
                return y;
            }

            var g = score.Gradient(y);
            var square = g.Sum(slope => slope * slope);
            y = square <= 1e-24 * range * range ? null : [.. y.Select((yi, i) => yi - value * g[i] / square)];
        }

        return null;
    }

    private double[] Bisect(double[] from, double[] to, double atFrom)
    {
        var (low, high) = (0.0, 1.0);
        double[] middle = from;
        for (var step = 0; step < MostBisections && high > low; step++)
        {
            var share = (low + high) / 2;
            middle = [.. from.Select((start, i) => start + share * (to[i] - start))];
            var value = score.Value(middle);
            if (Math.Abs(value) <= Tolerance)
            {
                break;
            }

            (low, high) = Math.Sign(value) == Math.Sign(atFrom) ? (share, high) : (low, share);
        }

        return middle;
    }

    private double Distance(double[] point) => Length(point.Zip(x, (a, b) => a - b));

    private static double Length(IEnumerable<double> difference) => Math.Sqrt(difference.Sum(d => d * d));
}
