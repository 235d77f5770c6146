using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Turns on bits within a vector, as tables of one vector each: the partner of every lane, and its signed tangent (-t where the bit is 0, t where it is 1).
/// Bits without a gate have tangent 0. <see cref="Exchange"/> holds the lanes in their order after the swaps.
/// </summary>
internal sealed class LaneTurns<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The tables for the given turns, whose places are all within the <paramref name="lanes"/>.</summary>
    public LaneTurns(ReadOnlySpan<Turn> turns, int lanes)
    {
        var (indices, swapped) = (new int[lanes], 0);
        Count = turns.Length;
        (Partners, Tangents, Exchange) = (new T[Count * lanes], new T[Count * lanes], new T[lanes]);
        for (var k = 0; k < Count; k++)
        {
            var bit = 1 << turns[k].Place;
            swapped |= turns[k].Swap ? bit : 0;
            for (var lane = 0; lane < lanes; lane++)
            {
                indices[lane] = lane ^ bit;
                Tangents[k * lanes + lane] = T.CreateTruncating((lane & bit) == 0 ? -turns[k].T : turns[k].T);
            }

            LaneIndices.Write<T>(indices, Partners.AsSpan(k * lanes, lanes));
        }

        for (var lane = 0; lane < lanes; lane++)
        {
            indices[lane] = lane ^ swapped;
        }

        LaneIndices.Write<T>(indices, Exchange);
        Swaps = swapped != 0;
    }

    /// <summary>Number of turns.</summary>
    public int Count { get; }

    /// <summary>Per turn, the index of every lane's partner.</summary>
    public T[] Partners { get; }

    /// <summary>Per turn, every lane's signed tangent.</summary>
    public T[] Tangents { get; }

    /// <summary>Whether lanes change places after the turns.</summary>
    public bool Swaps { get; }

    /// <summary>Where every lane comes from after the turns.</summary>
    public T[] Exchange { get; }
}
