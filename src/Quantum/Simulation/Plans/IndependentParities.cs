namespace QXai.Quantum.Simulation.Plans;

/// <summary>Parities that are linearly independent within a tile, kept in echelon form: every one has a pivot, a bit that no later one has.</summary>
internal sealed class IndependentParities(long tile)
{
    private readonly List<(long Pivot, long Parity)> rows = [];

    /// <summary>Adds a parity and gives its pivot, one of the wanted bits if possible; 0 where it depends on the others, and is not added.</summary>
    public long Add(long parity, long wanted)
    {
        parity &= tile;
        foreach (var row in rows)
        {
            parity ^= (parity & row.Pivot) != 0 ? row.Parity : 0;
        }

        if (parity == 0)
        {
            return 0;
        }

        var choice = (parity & wanted) != 0 ? parity & wanted : parity;
        var pivot = long.MinValue >>> System.Numerics.BitOperations.LeadingZeroCount((ulong)choice);
        rows.Add((pivot, parity));
        return pivot;
    }
}
