using QXai.Numerics.Random;

namespace QXai.Xai.Metrics;

/// <summary>
/// A paired test without assumptions on distributions: if the two members of every pair were exchangeable, the sign of each difference d_i would be a
/// coin's. The p-value is the share of random sign patterns whose |sum s_i d_i| reaches the observed |sum d_i|, the observed one counted (Fisher,
/// 1935; Phipson and Smyth, 2010).
/// </summary>
public static class SignFlipTest
{
    /// <summary>
    /// The two-sided p-value for differences whose mean is 0 under the null hypothesis, from <paramref name="draws"/> patterns; NaN where there is no
    /// difference. Depends on the seed and the values only.
    /// </summary>
    public static double PValue(ReadOnlySpan<double> differences, SeededRandom random, int draws = 10000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        if (differences.IsEmpty)
        {
            return double.NaN;
        }

        var observed = 0.0;
        foreach (var difference in differences)
        {
            observed += difference;
        }

        var reached = 1;
        for (var draw = 0; draw < draws; draw++)
        {
            var sum = 0.0;
            var (coins, left) = (0UL, 0);
            foreach (var difference in differences)
            {
                if (left == 0)
                {
                    (coins, left) = (random.NextUInt64(), 64);
                }

                sum += (coins & 1) == 0 ? difference : -difference;
                (coins, left) = (coins >> 1, left - 1);
            }

            reached += Math.Abs(sum) >= Math.Abs(observed) * (1 - 1e-12) ? 1 : 0;
        }

        return (double)reached / (draws + 1);
    }
}
