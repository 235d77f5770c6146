using QXai.Numerics.Random;

namespace QXai.Quantum.Measurement;

/// <summary>
/// How many of n independent trials of probability p succeed, drawn without making the trials: waiting times where n p is small, else transformed rejection
/// with squeeze (algorithm BTRS of Hoermann, 1993). So a billion shots of a few outcomes cost no more than a thousand.
/// </summary>
internal static class Binomial
{
    private const double FewSuccesses = 10;

    /// <summary>ln(k!) minus Stirling's formula for it, k = 0..9.</summary>
    private static readonly double[] SmallTails =
    [
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
        0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.0092554621827127, 0.0083305634333628,
    ];

    /// <summary>A number from 0 to <paramref name="trials"/>.</summary>
    public static int Draw(int trials, double p, SeededRandom random) =>
        trials == 0 || !(p > 0) ? 0
        : p >= 1 ? trials
        : p > 0.5 ? trials - Draw(trials, 1 - p, random)
        : trials * p < FewSuccesses ? ByWaiting(trials, p, random)
        : ByRejection(trials, p, random);

    /// <summary>Sums the geometric waiting times from success to success.</summary>
    private static int ByWaiting(int trials, double p, SeededRandom random)
    {
        var (perTrial, successes) = (p < 1e-4 ? -p * (1 + p * (0.5 + p * (1.0 / 3 + p / 4))) : Math.Log(1 - p), 0);
        for (var waited = 0.0; ; successes++)
        {
            waited += Math.Max(1, Math.Ceiling(Math.Log(1 - random.NextDouble()) / perTrial));
            if (waited > trials)
            {
                return successes;
            }
        }
    }

    private static int ByRejection(int trials, double p, SeededRandom random)
    {
        var (n, odds, deviation) = ((double)trials, p / (1 - p), Math.Sqrt(trials * p * (1 - p)));
        var b = 1.15 + 2.53 * deviation;
        var (a, centre, mode) = (-0.0873 + 0.0248 * b + 0.01 * p, n * p + 0.5, Math.Floor((n + 1) * p));
        var (inside, alpha) = (0.92 - 4.2 / b, (2.83 + 5.1 / b) * deviation);
        while (true)
        {
            var (u, v) = (random.NextDouble() - 0.5, 1 - random.NextDouble());
            var margin = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / margin + b) * u + centre);
            if (margin >= 0.07 && v <= inside)
            {
                return (int)k;
            }

            if (k >= 0 && k <= n && Math.Log(v * alpha / (a / (margin * margin) + b)) <= LogRatio(k, mode, n, odds))
            {
                return (int)k;
            }
        }
    }

    /// <summary>ln( P(k) / P(mode) ).</summary>
    private static double LogRatio(double k, double mode, double n, double odds) =>
        (mode + 0.5) * Math.Log((mode + 1) / (odds * (n - mode + 1)))
        + (n + 1) * Math.Log((n - mode + 1) / (n - k + 1))
        + (k + 0.5) * Math.Log(odds * (n - k + 1) / (k + 1))
        + Tail(mode) + Tail(n - mode) - Tail(k) - Tail(n - k);

    private static double Tail(double k)
    {
        if (k < SmallTails.Length)
        {
            return SmallTails[(int)k];
        }

        var square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
