using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Fused one-qubit gates on a tile: diagonal, real turns, diagonal. Turns on low bits go chunk by chunk, so that a chunk stays in the first-level cache
/// from the first diagonal on, up to four at a time where there are registers enough. The turns on high bits follow on the whole tile, up to three at a
/// time: the vectors that are turned together lie whole pages apart, where the first-level cache has few places for them.
/// </summary>
internal sealed class BoundGates<TVector, T> : IBoundPhase<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of a chunk of one plane, which fits the first-level cache.</summary>
    private const int ChunkBytes = 1 << 15;

    private const int MostHigh = 3;

    private readonly GatePlace[] gates;
    private readonly Complex[] first, last;
    private readonly SeparableDiagonal<T> before, after;
    private readonly LaneTurns<T>? lanes;
    private readonly RealTurn<T>[] turns;
    private readonly int chunk, lowTurns, inLanes;

    /// <summary>Room for gates, in ascending order of bit, on a tile of 2^<paramref name="size"/> amplitudes.</summary>
    public BoundGates(GatePlace[] gates, int size)
    {
        this.gates = gates;
        (first, last) = (new Complex[size], new Complex[size]);
        first.AsSpan().Fill(1);
        last.AsSpan().Fill(1);
        (before, after) = (new(size), new(size));
        var laneCount = BitOperations.Log2((uint)TVector.Lanes);
        inLanes = gates.Count(gate => gate.Bit < laneCount);
        lanes = inLanes > 0 ? new([.. gates[..inLanes].Select(gate => gate.Bit)], TVector.Lanes) : null;
        turns = new RealTurn<T>[gates.Length - inLanes];
        var chunkBits = Math.Min(size, BitOperations.Log2((uint)(ChunkBytes / Unsafe.SizeOf<T>())));
        chunk = 1 << chunkBits;
        lowTurns = gates.Skip(inLanes).Count(gate => gate.Bit < chunkBits);
    }

    public void Bind(StepAngles angles)
    {
        var (table, scale) = (angles.Gates, Complex.One);
        for (var k = 0; k < gates.Length; k++)
        {
            var (bit, place) = gates[k];
            (first[bit], last[bit]) = (new(table.InRe[place], table.InIm[place]), new(table.RatioRe[place], table.RatioIm[place]));
            scale *= new Complex(table.ScaleRe[place], table.ScaleIm[place]);
            var (tangent, swap) = (T.CreateTruncating(table.Tangent[place]), table.Swap[place] != 0);
            if (k >= inLanes)
            {
                turns[k - inLanes] = new(bit, tangent, swap);
            }
            else
            {
                lanes!.Bind<TVector>(k, tangent, swap);
            }
        }

        before.Bind(first, 1);
        after.Bind(last, scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ref Tile<T> tile)
    {
        var high = lowTurns < turns.Length;
        for (var start = 0; start < tile.Re.Length && (!before.IsOne || lanes is not null || lowTurns > 0); start += chunk)
        {
            var re = tile.Re.Slice(start, chunk);
            var im = tile.Im.Slice(start, chunk);
            before.Apply<TVector>(re, im, start);
            Turns(re, 0, lowTurns, TurnKernel.Most);
            Turns(im, 0, lowTurns, TurnKernel.Most);
            if (!high)
            {
                after.Apply<TVector>(re, im, start);
            }
        }

        if (high || (before.IsOne && lanes is null && lowTurns == 0))
        {
            Turns(tile.Re, lowTurns, turns.Length, MostHigh);
            Turns(tile.Im, lowTurns, turns.Length, MostHigh);
            after.Apply<TVector>(tile.Re, tile.Im, 0);
        }
    }

    /// <summary>
    /// The turns number <paramref name="from"/> to <paramref name="to"/> - 1, in groups of nearly equal size; those within the lanes come with the first.
    /// </summary>
    private void Turns(Span<T> plane, int from, int to, int most)
    {
        if (from == 0 && lanes is not null && plane.Length == chunk)
        {
            LaneKernel.Turn<TVector, T>(plane, lanes);
        }

        var groups = (to - from + most - 1) / most;
        for (var group = 0; group < groups; group++)
        {
            var (start, end) = (from + group * (to - from) / groups, from + (group + 1) * (to - from) / groups);
            TurnKernel.Turn<TVector, T>(plane, turns.AsSpan(start..end));
        }
    }
}

/// <summary>A gate on a bit, and where it stands in the table of gates.</summary>
internal readonly record struct GatePlace(int Bit, int Place);
