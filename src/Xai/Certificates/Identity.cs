namespace QXai.Xai.Certificates;

/// <summary>An identity that must hold whatever the model: two computations of the same numbers.</summary>
/// <param name="Statement">What equals what.</param>
/// <param name="Left">The one side.</param>
/// <param name="Right">The other.</param>
public sealed record Identity(string Statement, IReadOnlyList<double> Left, IReadOnlyList<double> Right)
{
    /// <summary>The largest difference.</summary>
    public double Discrepancy => Left.Zip(Right).Aggregate(0.0, (bound, pair) => Math.Max(bound, Math.Abs(pair.First - pair.Second)));

    /// <summary>Whether both sides agree to 1e-9 of the largest number.</summary>
    public bool Holds =>
        Left.Count == Right.Count && Discrepancy <= 1e-9 * Left.Concat(Right).Aggregate(1e-3, (bound, value) => Math.Max(bound, Math.Abs(value)));
}
