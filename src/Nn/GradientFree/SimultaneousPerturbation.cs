using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.GradientFree;

/// <summary>
/// Simultaneous perturbation stochastic approximation: w := w - a_k (f(w + c_k d) - f(w - c_k d)) / (2 c_k) d with random signs d, a_k = a / (A + k +
/// 1)^0.602 and c_k = c / (k + 1)^0.101 (Spall, 1998); A is a tenth of the steps, and a is calibrated by a few estimates at the start so that the
/// first steps move every weight by about <paramref name="FirstMove"/>.
/// </summary>
public sealed record SimultaneousPerturbation(double FirstMove = 0.05, double Perturbation = 0.1)
{
    private const int Calibrations = 10;

    /// <summary>
    /// Minimises <paramref name="objective"/> from <paramref name="start"/> on (which is not changed) with at most <paramref name="evaluations"/>
    /// evaluations. The trace holds the mean of the two perturbed values of each step, which is what the method sees; the last entry is the value at
    /// the end. Throws <see cref="OperationCanceledException"/> between steps.
    /// </summary>
    public SearchTrace Minimise(
        Func<double[], double> objective, ReadOnlySpan<double> start, int evaluations, SeededRandom random, CancellationToken cancellation = default)
    {
        var (w, used, steps) = (start.ToArray(), 0, new List<(int, double)>());
        var slope = 0.0;
        for (var i = 0; i < Calibrations && used + 2 < evaluations; i++)
        {
            slope += Math.Abs(Estimate(Perturbation).Slope) / Calibrations;
        }

        var count = Math.Max(1, (evaluations - used - 1) / 2);
        var (delay, gain) = (0.1 * count, 0.0);
        gain = slope > 0 ? FirstMove / slope * Math.Pow(delay + 1, 0.602) : 0;
        for (var k = 0; k < count && used + 2 < evaluations; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (signs, estimate, mean) = Estimate(Perturbation / Math.Pow(k + 1, 0.101));
            var rate = gain / Math.Pow(delay + k + 1, 0.602);
            for (var j = 0; j < w.Length; j++)
            {
                w[j] -= rate * estimate * signs[j];
            }

            steps.Add((used, mean));
        }

        var end = objective(w);
        steps.Add((used + 1, end));
        return new SearchTrace(w, end, steps);

        (double[] Signs, double Slope, double Mean) Estimate(double perturbation)
        {
            double[] signs = [.. Enumerable.Range(0, w.Length).Select(_ => random.NextInt(2) == 0 ? -1.0 : 1.0)];
            var above = objective([.. w.Zip(signs, (x, s) => x + perturbation * s)]);
            var below = objective([.. w.Zip(signs, (x, s) => x - perturbation * s)]);
            used += 2;
            return (signs, (above - below) / (2 * perturbation), (above + below) / 2);
        }
    }
}
