using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Fused one-qubit gates on a tile: diagonal, real turns, diagonal. Turns within the lanes go first, the others three at a time.</summary>
internal sealed class BoundGates<TVector, T> : IBoundPhase<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeparableDiagonal<T>? before, after;
    private readonly LaneTurns<T>? lanes;
    private readonly int[] places;
    private readonly T[] tangents;
    private readonly bool[] swaps;

    /// <summary>Binds turns, in ascending order of place, on a tile of 2^<paramref name="size"/> amplitudes.</summary>
    public BoundGates(ReadOnlySpan<Turn> turns, int size)
    {
        Span<(Complex Zero, Complex One)> first = stackalloc (Complex, Complex)[size], last = stackalloc (Complex, Complex)[size];
        first.Fill((1, 1));
        last.Fill((1, 1));
        var (laneCount, inLanes, anyFirst, anyLast) = (BitOperations.Log2((uint)TVector.Lanes), 0, false, false);
        foreach (var turn in turns)
        {
            (first[turn.Place], last[turn.Place]) = ((1, turn.In1), (turn.Out0, turn.Out1));
            anyFirst |= turn.In1 != 1;
            anyLast |= turn.Out0 != 1 || turn.Out1 != 1;
            inLanes += turn.Place < laneCount ? 1 : 0;
        }

        before = anyFirst ? new(first) : null;
        after = anyLast ? new(last) : null;
        lanes = inLanes > 0 ? new(turns[..inLanes], TVector.Lanes) : null;
        (places, tangents, swaps) = (new int[turns.Length - inLanes], new T[turns.Length - inLanes], new bool[turns.Length - inLanes]);
        for (var k = 0; k < places.Length; k++)
        {
            var turn = turns[inLanes + k];
            (places[k], tangents[k], swaps[k]) = (turn.Place, T.CreateTruncating(turn.T), turn.Swap);
        }
    }

    public void Run(ref Tile<T> tile)
    {
        before?.Apply<TVector>(tile.Re, tile.Im);
        Turns(tile.Re);
        Turns(tile.Im);
        after?.Apply<TVector>(tile.Re, tile.Im);
    }

    private void Turns(Span<T> plane)
    {
        if (lanes is not null)
        {
            LaneKernel.Turn<TVector, T>(plane, lanes);
        }

        var k = 0;
        for (; k + 3 <= places.Length; k += 3)
        {
            TurnKernel.Three<TVector, T>(plane, places.AsSpan(k, 3), tangents.AsSpan(k, 3), swaps.AsSpan(k, 3));
        }

        for (; k < places.Length; k++)
        {
            TurnKernel.One<TVector, T>(plane, places[k], tangents[k], swaps[k]);
        }
    }
}
