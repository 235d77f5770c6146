using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.GradientFree;

/// <summary>
/// The (mu/mu_w, lambda) evolution strategy with cumulative step-size adaptation: lambda offspring w + sigma z_i, z_i ~ N(0, 1); the mean moves to
/// the weighted mean of the best mu; sigma grows where successive moves point the same way and shrinks where they cancel. Hansen and Ostermeier,
/// 2001; the gradient-free alternative that QGrad-CAM names after (3).
/// </summary>
public sealed record EvolutionStrategy(double Deviation = 0.2)
{
    /// <summary>The standard deviation of the first generation; above 0.</summary>
    public double Deviation { get; } = Deviation > 0 && double.IsFinite(Deviation)
        ? Deviation : throw new ArgumentException(FormattableString.Invariant($"EvolutionStrategy: a deviation of {Deviation} must be above 0."));

    /// <summary>
    /// Minimises <paramref name="objective"/> from <paramref name="start"/> on (which is not changed) with at most <paramref name="evaluations"/>
    /// evaluations; one of each generation is spent on the new mean. Throws <see cref="OperationCanceledException"/> between generations.
    /// </summary>
    public SearchTrace Minimise(
        Func<double[], double> objective, ReadOnlySpan<double> start, int evaluations, SeededRandom random, CancellationToken cancellation = default)
    {
        var n = start.Length;
        var offspring = 4 + (int)(3 * Math.Log(n));
        var parents = offspring / 2;
        double[] shares = [.. Enumerable.Range(1, parents).Select(rank => Math.Log(parents + 0.5) - Math.Log(rank))];
        var (total, squares) = (shares.Sum(), shares.Sum(share => share * share));
        var effective = total * total / squares;
        var (rate, expected) = ((effective + 2) / (n + effective + 5), Math.Sqrt(n) * (1 - 1.0 / (4 * n) + 1.0 / (21.0 * n * n)));
        var damping = 1 + rate + 2 * Math.Max(0, Math.Sqrt((effective - 1) / (n + 1)) - 1);
        var (mean, path, sigma) = (start.ToArray(), new double[n], Deviation);
        var (best, bestValue, steps) = (mean, objective(mean), new List<(int, double)>());
        steps.Add((1, bestValue));
        for (var used = 1; used + offspring + 1 <= evaluations;)
        {
            cancellation.ThrowIfCancellationRequested();
            var draws = new (double[] Step, double Value)[offspring];
            for (var i = 0; i < offspring; i++)
            {
                double[] step = [.. Enumerable.Range(0, n).Select(_ => random.NextGaussian())];
                draws[i] = (step, objective(Moved(mean, step, sigma)));
            }

            Array.Sort(draws, (a, b) => a.Value.CompareTo(b.Value));
            var move = new double[n];
            for (var i = 0; i < parents; i++)
            {
                move = Moved(move, draws[i].Step, shares[i] / total);
            }

            mean = Moved(mean, move, sigma);
            for (var j = 0; j < n; j++)
            {
                path[j] = (1 - rate) * path[j] + Math.Sqrt(rate * (2 - rate) * effective) * move[j];
            }

            sigma *= Math.Exp(rate / damping * (Math.Sqrt(path.Sum(p => p * p)) / expected - 1));
            var value = objective(mean);
            used += offspring + 1;
            steps.Add((used, value));
            if (value < bestValue)
            {
                (best, bestValue) = (mean, value);
            }
        }

        return new SearchTrace((double[])best.Clone(), bestValue, steps);
    }

    /// <summary>a + factor b.</summary>
    private static double[] Moved(double[] a, double[] b, double factor) => [.. a.Zip(b, (x, y) => x + factor * y)];
}
