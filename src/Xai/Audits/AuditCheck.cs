namespace QXai.Xai.Audits;

/// <summary>One statement of an audit: a discrepancy that should be zero, and how large it may be.</summary>
public sealed record AuditCheck(string Statement, double Discrepancy, double Tolerance)
{
    /// <summary>Whether the discrepancy is a number within the tolerance.</summary>
    public bool Passed => Discrepancy <= Tolerance;

    /// <summary>
    /// That several derivations give the same values: the discrepancy is the largest spread of any value, the tolerance 1e-10 of the largest value +
    /// 1e-13. What is not a number fails.
    /// </summary>
    public static AuditCheck Agreement(string statement, IReadOnlyList<IReadOnlyList<double>> derivations)
    {
        var largest = derivations.SelectMany(values => values).Aggregate(0.0, (bound, value) => Math.Max(bound, Math.Abs(value)));
        var spread = Enumerable.Range(0, derivations[0].Count).Aggregate(0.0, (bound, i) => Math.Max(bound, Spread(derivations, i)));
        return new AuditCheck(statement, spread, 1e-10 * largest + 1e-13);
    }

    /// <summary>
    /// The greatest difference between any two derivations of value <paramref name="index"/>; not a number where one of them is not.
    /// </summary>
    public static double Spread(IReadOnlyList<IReadOnlyList<double>> derivations, int index)
    {
        var (smallest, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var values in derivations)
        {
            (smallest, largest) = (Math.Min(smallest, values[index]), Math.Max(largest, values[index]));
        }

        return largest - smallest;
    }
}
