using QXai.Numerics.Random;

namespace QXai.Quantum.Programs.Running;

/// <summary>Shots are dealt to the branches at random, each one on its own: only branches that some shot takes are followed.</summary>
internal sealed class ShotShares(SeededRandom random) : IShares<int>
{
    /// <inheritdoc/>
    public (int Zero, int One) Split(int share, double zero, double one)
    {
        var (threshold, ones) = (one / (zero + one), 0);
        for (var shot = 0; shot < share; shot++)
        {
            ones += random.NextDouble() < threshold ? 1 : 0;
        }

        return (share - ones, ones);
    }
}
