using System.Numerics;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// The Harsanyi dividends of f at x relative to x~: D_S = sum over subsets T of S of (-1)^(|S| - |T|) f(x~ with x on T). They write
/// f(x) - f(x~) as the sum over all non-empty S of what exactly the inputs in S do together: |S| = 1 is Taylor-infinity, larger S are interactions.
/// </summary>
public sealed class Dividends
{
    /// <summary>The most inputs: 65,536 evaluations.</summary>
    public const int MostInputs = Coalitions.MostPlayers;

    private readonly Coalitions coalitions;
    private readonly double[] dividends;

    private Dividends(Coalitions coalitions) => (this.coalitions, dividends) = (coalitions, coalitions.Dividends());

    /// <summary>Number of inputs.</summary>
    public int Inputs => coalitions.Players;

    /// <summary>f(x).</summary>
    public double AtX => coalitions.OfAll;

    /// <summary>f(x~).</summary>
    public double AtReference => coalitions.OfNobody;

    /// <summary>D_S, bit i of the index telling whether input i is in S; D of the empty set is f(x~).</summary>
    public ReadOnlySpan<double> Values => dividends;

    /// <summary>All 2^n dividends. Throws <see cref="InputException"/> for more than 16 inputs.</summary>
    public static Dividends Of(CircuitScore score, double[] x, double[] reference, CancellationToken cancellation = default) =>
        new(Game(score, x, reference, cancellation));

    /// <summary>f on every coalition of inputs, evaluated tile by tile. Throws <see cref="InputException"/> for more than 16 inputs.</summary>
    internal static Coalitions Game(CircuitScore score, double[] x, double[] reference, CancellationToken cancellation)
    {
        if (Refusal(score) is { } reason)
        {
            throw new InputException($"Dividends do not apply: {reason}.");
        }

        var (values, each) = (new double[1 << score.Inputs], Enumerable.Range(0, score.Inputs).ToArray());
        score.Values((coalition, row) => Coalitions.Mix(coalition, each, x, reference, row), values, cancellation);
        return new(values);
    }

    /// <summary>Null where there are few enough inputs, else why not, as half a sentence.</summary>
    internal static string? Refusal(CircuitScore score) => score.Inputs <= MostInputs
        ? null
        : $"{score.Inputs} inputs have 2^{score.Inputs} subsets, and {MostInputs} inputs are the most";

    /// <summary>The exact Shapley values with baseline x~, R_i = sum over S with i of D_S / |S|: they sum to f(x) - f(x~).</summary>
    public double[] Shapley() => coalitions.Shapley();

    /// <summary>The pairwise DIVIDENDS D_ij, what inputs i and j do together and nothing else does: symmetric, the diagonal being D_i,
    /// Taylor-infinity.</summary>
    public double[,] Pairs() => Pairwise((i, j) => dividends[(1 << i) | (1 << j)]);

    /// <summary>
    /// The Shapley INTERACTION INDEX I_ij = sum over S with i and j of D_S / (|S| - 1): the interaction of a pair, all larger sets included;
    /// symmetric, the diagonal being the Shapley values. Another thing than the pairwise dividends wherever three inputs interact. Grabisch and Roubens (1999).
    /// </summary>
    public double[,] InteractionIndex()
    {
        var shapley = Shapley();
        return Pairwise((i, j) =>
        {
            if (i == j)
            {
                return shapley[i];
            }

            var (both, sum) = ((1 << i) | (1 << j), 0.0);
            for (var set = both; set < dividends.Length; set = (set + 1) | both)
            {
                sum += dividends[set] / (BitOperations.PopCount((uint)set) - 1);
            }

            return sum;
        });
    }

    private double[,] Pairwise(Func<int, int, double> entry)
    {
        var matrix = new double[Inputs, Inputs];
        for (var i = 0; i < Inputs; i++)
        {
            for (var j = i; j < Inputs; j++)
            {
                matrix[i, j] = matrix[j, i] = entry(i, j);
            }
        }

        return matrix;
    }
}
