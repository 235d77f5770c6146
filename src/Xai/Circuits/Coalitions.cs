using System.Numerics;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// The worth v(S) of every coalition S of up to 16 players, bit i of S telling whether player i is in it: a game, and what it gives to whom. Players are
/// the inputs of a circuit or groups of a model's inputs; v(S) is the score of x on S and of a reference x~ elsewhere.
/// </summary>
public sealed class Coalitions
{
    /// <summary>The most players: 65,536 coalitions.</summary>
    public const int MostPlayers = 16;

    private const int Tile = 512;

    private readonly double[] worths;

    /// <summary>The game with the given worths of all 2^n coalitions.</summary>
    public Coalitions(double[] worths) =>
        (Players, this.worths) = worths.Length is > 1 and <= 1 << MostPlayers && BitOperations.IsPow2(worths.Length)
            ? (BitOperations.Log2((uint)worths.Length), worths)
            : throw new InputException($"{worths.Length} worths were given, but n players, 1 to {MostPlayers}, have 2^n coalitions.");

    /// <summary>n.</summary>
    public int Players { get; }

    /// <summary>v of nobody: the score of the reference.</summary>
    public double OfNobody => worths[0];

    /// <summary>v of all: the score of x.</summary>
    public double OfAll => worths[^1];

    /// <summary>The game of <paramref name="players"/> whose worths <paramref name="evaluate"/> gives for at most 512 coalitions at a time, in order.</summary>
    public static Coalitions Of(int players, Func<int[], double[]> evaluate) =>
        new([.. Enumerable.Range(0, 1 << players).Chunk(Tile).SelectMany(evaluate)]);

    /// <summary>mixed_i = x_i where the player of element i is in the coalition, else x~_i; <paramref name="playerOf"/> repeats (channel after
    /// channel).</summary>
    public static void Mix(int coalition, ReadOnlySpan<int> playerOf, ReadOnlySpan<double> x, ReadOnlySpan<double> reference, Span<double> mixed)
    {
        for (var i = 0; i < mixed.Length; i++)
        {
            mixed[i] = ((coalition >> playerOf[i % playerOf.Length]) & 1) == 1 ? x[i] : reference[i];
        }
    }

    /// <summary>
    /// The Shapley values: phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)), the mean over all orders of what i adds to those
    /// before it. They sum to v of all less v of nobody. Shapley (1953).
    /// </summary>
    public double[] Shapley()
    {
        var (values, joins) = (new double[Players], Joins());
        for (var coalition = 0; coalition < worths.Length; coalition++)
        {
            var (size, worth) = (BitOperations.PopCount((uint)coalition), worths[coalition]);
            for (var player = 0; player < values.Length; player++)
            {
                values[player] += ((coalition >> player) & 1) == 1 ? joins[size - 1] * worth : -joins[size] * worth;
            }
        }

        return values;
    }

    /// <summary>
    /// The Harsanyi dividends of all coalitions, D_S = sum over subsets T of S of (-1)^(|S| - |T|) v(T): the Moebius transform, bit by bit. Harsanyi (1963).
    /// </summary>
    public double[] Dividends()
    {
        var dividends = (double[])worths.Clone();
        for (var bit = 1; bit < dividends.Length; bit <<= 1)
        {
            for (var set = 0; set < dividends.Length; set++)
            {
                dividends[set] -= (set & bit) != 0 ? dividends[set ^ bit] : 0;
            }
        }

        return dividends;
    }

    /// <summary>|S|! (n - |S| - 1)! / n! for |S| = 0 to n - 1, and zero for n, from which nobody is missing.</summary>
    private double[] Joins()
    {
        var joins = new double[Players + 1];
        joins[0] = 1.0 / Players;
        for (var size = 1; size < Players; size++)
        {
            joins[size] = joins[size - 1] * size / (Players - size);
        }

        return joins;
    }
}
