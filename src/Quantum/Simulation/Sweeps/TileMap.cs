using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Where the tiles of a stage lie in a state: as one stretch, which is worked on in place, or as rows of neighbouring amplitudes, which are gathered into
/// a buffer and scattered again.
/// </summary>
internal sealed class TileMap
{
    private readonly long tile;
    private readonly int size, rowLength;
    private readonly long[] rows;

    /// <summary>The tiles whose amplitudes differ in the bits of <paramref name="tile"/>.</summary>
    public TileMap(long tile, int qubits)
    {
        this.tile = tile;
        size = 1 << BitOperations.PopCount((ulong)tile);
        rowLength = 1 << BitOperations.TrailingZeroCount(~tile);
        Count = 1 << (qubits - BitOperations.PopCount((ulong)tile));
        rows = new long[size / rowLength];
        for (var row = 1; row < rows.Length; row++)
        {
            rows[row] = TileBits.Deposit(tile & -rowLength, row);
        }
    }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>Runs all phases on the tiles start..end-1.</summary>
    public void Run<T>(StateVector<T> state, IBoundPhase<T>[] phases, int start, int end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var buffer = TileBuffer<T>.Of(size);
        for (var number = start; number < end; number++)
        {
            var outer = TileBits.Deposit(((1L << state.Qubits) - 1) & ~tile, number);
            var part = new Tile<T> { Outer = outer, Spare = buffer.Spare };
            if (rows.Length == 1)
            {
                part.Re = state.Real.Slice((int)outer, size);
                part.Im = state.Imaginary.Slice((int)outer, size);
            }
            else
            {
                part.Re = buffer.Re;
                part.Im = buffer.Im;
                part.Spare = buffer.Spare;
                Gather(state.Real, outer, part.Re);
                Gather(state.Imaginary, outer, part.Im);
            }

            foreach (var phase in phases)
            {
                phase.Run(ref part);
            }

            Scatter(part.Re, state.Real, outer, part.Im, state.Imaginary);
        }
    }

    private void Gather<T>(ReadOnlySpan<T> plane, long outer, Span<T> buffer)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            plane.Slice((int)(outer | rows[row]), rowLength).CopyTo(buffer.Slice(row * rowLength, rowLength));
        }
    }

    /// <summary>Brings the tile back. Phases may have left the imaginary part where the real part belongs: then it must go first.</summary>
    private void Scatter<T>(ReadOnlySpan<T> re, Span<T> planeRe, long outer, ReadOnlySpan<T> im, Span<T> planeIm)
    {
        if (Unsafe.AreSame(in im[0], in planeRe[(int)outer]))
        {
            Scatter(im, planeIm, outer);
            Scatter(re, planeRe, outer);
        }
        else
        {
            Scatter(re, planeRe, outer);
            Scatter(im, planeIm, outer);
        }
    }

    private void Scatter<T>(ReadOnlySpan<T> buffer, Span<T> plane, long outer)
    {
        if (Unsafe.AreSame(in buffer[0], in plane[(int)outer]))
        {
            return;
        }

        for (var row = 0; row < rows.Length; row++)
        {
            buffer.Slice(row * rowLength, rowLength).CopyTo(plane.Slice((int)(outer | rows[row]), rowLength));
        }
    }
}
