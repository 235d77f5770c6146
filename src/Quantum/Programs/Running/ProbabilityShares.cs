using QXai.Numerics;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Every branch is followed with its probability. Branches below 1e-18 are rounding and are dropped; more than a limit are refused.
/// </summary>
internal sealed class ProbabilityShares : IShares<double>
{
    /// <summary>The most branches that are followed.</summary>
    public const int MaximalBranches = 4096;

    /// <summary>Number of branches so far.</summary>
    public int Branches { get; private set; } = 1;

    /// <inheritdoc/>
    public (double Zero, double One) Split(double share, double zero, double one)
    {
        var total = zero + one;
        var (first, second) = (share * zero / total, share * one / total);
        if (first < 1e-18 || second < 1e-18)
        {
            return first < second ? (0, share) : (share, 0);
        }

        return ++Branches <= MaximalBranches ? (first, second) : throw new InputException(
            $"The program's measurements and resets branch into more than {MaximalBranches} cases, too many to follow exactly; "
                + "sample it with a number of shots.");
    }
}
