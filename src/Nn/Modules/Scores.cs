using System.Numerics;

namespace QXai.Nn.Modules;

/// <summary>What scores say, one per class and sample.</summary>
public static class Scores
{
    /// <summary>The class with the highest score; the first of equals.</summary>
    public static int Highest<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    /// <summary>Cross-entropy of the softmax of the scores against a class, in nats: ln sum_j e^(z_j) - z_label, computed in double.</summary>
    public static double CrossEntropy<T>(ReadOnlySpan<T> scores, int label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = double.CreateTruncating(scores[Highest(scores)]);
        double sum = 0;
        foreach (var score in scores)
        {
            sum += Math.Exp(double.CreateTruncating(score) - largest);
        }

        return Math.Log(sum) - (double.CreateTruncating(scores[label]) - largest);
    }

    /// <summary>The probability that the softmax of the scores gives a class: e^(z_label) / sum_j e^(z_j).</summary>
    public static double Probability(ReadOnlySpan<double> scores, int label)
    {
        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - scores[label]);
        }

        return 1 / sum;
    }
}
