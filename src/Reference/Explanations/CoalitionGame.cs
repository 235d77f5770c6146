namespace QXai.Reference.Explanations;

/// <summary>A game v(S) of a few players, S as a set of bits, and its quantities word for word as defined.</summary>
public sealed class CoalitionGame(int players, Func<int, double> value)
{
    /// <summary>The average over all orders of what a player adds to those before it.</summary>
    public double[] Shapley()
    {
        var (sums, orders) = (new double[players], 0);
        foreach (var order in Orders([.. Enumerable.Range(0, players)]))
        {
            orders++;
            var before = 0;
            foreach (var player in order)
            {
                sums[player] += value(before | (1 << player)) - value(before);
                before |= 1 << player;
            }
        }

        return [.. sums.Select(sum => sum / orders)];
    }

    /// <summary>The same for more players: phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S i) - v(S)).</summary>
    public double[] ShapleyBySubsets() => [.. Enumerable.Range(0, players).Select(i => Enumerable.Range(0, 1 << players).Where(set => ((set >> i) & 1) == 0)
        .Sum(set => Factorial(Count(set)) * Factorial(players - Count(set) - 1) / Factorial(players) * (value(set | (1 << i)) - value(set))))];

    /// <summary>D_S = sum over subsets T of S of (-1)^(|S| - |T|) v(T).</summary>
    public double Dividend(int set)
    {
        var sum = 0.0;
        for (var subset = 0; subset <= set; subset++)
        {
            if ((subset & ~set) == 0)
            {
                sum += (Count(set ^ subset) % 2 == 0 ? 1 : -1) * value(subset);
            }
        }

        return sum;
    }

    /// <summary>
    /// The Shapley interaction index: sum over S without i and j of |S|! (n - |S| - 2)! / (n - 1)! times v(S ij) - v(S i) - v(S j) + v(S).
    /// </summary>
    public double Interaction(int i, int j)
    {
        var (a, b, sum) = (1 << i, 1 << j, 0.0);
        for (var set = 0; set < 1 << players; set++)
        {
            if ((set & (a | b)) == 0)
            {
                var weight = Factorial(Count(set)) * Factorial(players - Count(set) - 2) / Factorial(players - 1);
                sum += weight * (value(set | a | b) - value(set | a) - value(set | b) + value(set));
            }
        }

        return sum;
    }

    private static IEnumerable<int[]> Orders(int[] rest) => rest.Length == 0
        ? [[]]
        : rest.SelectMany(first => Orders([.. rest.Where(player => player != first)]).Select(order => (int[])[first, .. order]));

    private static int Count(int set) => Enumerable.Range(0, 31).Count(bit => ((set >> bit) & 1) != 0);

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, k) => product * k);
}
