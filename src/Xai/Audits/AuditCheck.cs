namespace QXai.Xai.Audits;

/// <summary>One statement of an audit: a discrepancy that should be zero, and how large it may be.</summary>
public sealed record AuditCheck(string Statement, double Discrepancy, double Tolerance)
{
    /// <summary>Whether the discrepancy is a number within the tolerance.</summary>
    public bool Passed => Discrepancy <= Tolerance;

    /// <summary>That several derivations give the same values: the discrepancy is the largest spread of any value, the tolerance 1e-10 of the largest value + 1e-13.</summary>
    public static AuditCheck Agreement(string statement, IReadOnlyList<IReadOnlyList<double>> derivations)
    {
        var largest = derivations.Max(values => values.Max(Math.Abs));
        return new AuditCheck(statement, Enumerable.Range(0, derivations[0].Count).Max(i => Spread(derivations, i)), 1e-10 * largest + 1e-13);
    }

    /// <summary>The greatest difference between any two derivations of value <paramref name="index"/>.</summary>
    public static double Spread(IReadOnlyList<IReadOnlyList<double>> derivations, int index) =>
        derivations.Max(values => values[index]) - derivations.Min(values => values[index]);
}
