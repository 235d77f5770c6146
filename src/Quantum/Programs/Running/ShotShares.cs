using QXai.Numerics.Random;
using QXai.Quantum.Measurement;

namespace QXai.Quantum.Programs.Running;

/// <summary>Shots are dealt to the branches at random, each one on its own or a great many by one binomial draw: only branches that some shot takes
/// are followed.</summary>
internal sealed class ShotShares(SeededRandom random) : IShares<int>
{
    private const int MostSingle = 1 << 20;

    /// <inheritdoc/>
    public (int Zero, int One) Split(int share, double zero, double one)
    {
        var (threshold, ones) = (one / (zero + one), 0);
        if (share > MostSingle)
        {
            ones = Binomial.Draw(share, threshold, random);
            return (share - ones, ones);
        }

        for (var shot = 0; shot < share; shot++)
        {
            ones += random.NextDouble() < threshold ? 1 : 0;
        }

        return (share - ones, ones);
    }
}
