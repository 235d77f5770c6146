using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Xai.Metrics.Faithfulness;

/// <summary>
/// Infidelity with square removal: E[(beta sum_{i in S} R_i - D_S)^2] / E[D_S^2], D_S = f(x) - f(x with S at the baseline), S a random square (a run
/// of inputs for a bare circuit), beta >= 0 the factor that makes it least, so that methods of other units compare: 0 predicts every fall, 1 is worth
/// no more than a map of zeros.
/// Undefined where no fall is measured. Yeh et al., 2019.
/// </summary>
public sealed class Infidelity : IMetric
{
    /// <summary>The number of squares drawn.</summary>
    public const int Squares = 64;

    /// <inheritdoc/>
    public string Name => "infidelity";

    /// <inheritdoc/>
    public string Summary =>
        "how badly the best positive multiple of the relevance of random squares predicts the fall of the score when they are replaced by the baseline";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Faithfulness;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.LowerIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Score;

    /// <inheritdoc/>
    public string Source => "Yeh et al. 2019, definition 2.1 with square removal; optimal scaling of section 2.3";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var random = subject.RandomFor(this);
        var effects = RemovalEffects.Of(this, subject, Squares, square => RandomSquare(random.Derive((ulong)square), subject.Input.Shape));
        var (rr, rd, dd) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Squares; i++)
        {
            var (r, d) = (effects.Relevance[i], effects.Fall[i]);
            (rr, rd, dd) = (rr + (r * r), rd + (r * d), dd + (d * d));
        }

        return dd == 0 ? null : rd <= 0 ? 1 : Math.Clamp(1 - (rd * rd / (rr * dd)), 0, 1);
    }

    /// <summary>A square with sides of one pixel to half the picture's shorter side, wholly inside the picture.</summary>
    private static int[] RandomSquare(SeededRandom random, Shape shape)
    {
        var (height, width) = shape.Rank == 3 ? (shape[1], shape[2]) : (1, shape.Count);
        var longest = Math.Max(1, (shape.Rank == 3 ? Math.Min(height, width) : width) / 2);
        var side = 1 + random.NextInt(longest);
        var (rows, top, left) = (Math.Min(side, height), random.NextInt(height - Math.Min(side, height) + 1), random.NextInt(width - side + 1));
        return [.. from y in Enumerable.Range(top, rows) from x in Enumerable.Range(left, side) select (y * width) + x];
    }
}
