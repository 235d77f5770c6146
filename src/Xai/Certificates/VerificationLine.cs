namespace QXai.Xai.Certificates;

/// <summary>One line of a verification: a claim of the certificate, how it was computed anew, and whether it holds.</summary>
/// <param name="Claim">The member of the certificate: <c>relevance</c>.</param>
/// <param name="How">By the textbook twin, by the same code, or by comparison.</param>
/// <param name="Numbers">How many numbers were compared.</param>
/// <param name="Discrepancy">The largest difference of a measured number.</param>
/// <param name="Allowed">The verifier's own tolerance for that number.</param>
/// <param name="Failures">What does not hold, each with its place and both values; empty where all does.</param>
public sealed record VerificationLine(string Claim, string How, int Numbers, double Discrepancy, double Allowed, IReadOnlyList<string> Failures)
{
    /// <summary>Whether everything about the claim holds.</summary>
    public bool Passed => Failures.Count == 0;
}
