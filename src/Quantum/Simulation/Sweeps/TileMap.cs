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

    /// <summary>Number of amplitudes in a tile.</summary>
    public int Size => size;

    /// <summary>The tile's part of the state: in place where it is one stretch, else gathered into the buffer.</summary>
    public Tile<T> Load<T>(StateVector<T> state, int number, TileBuffer<T> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outer = TileBits.Deposit((state.Dimension - 1L) & ~tile, number);
        var part = new Tile<T> { Outer = outer, Spare = buffer.Spare };
        if (rows.Length == 1)
        {
            part.Re = state.Real.Slice((int)outer, size);
            part.Im = state.Imaginary.Slice((int)outer, size);
            return part;
        }

        part.Re = buffer.Re;
        part.Im = buffer.Im;
        Gather(state.Real, outer, part.Re);
        Gather(state.Imaginary, outer, part.Im);
        return part;
    }

    /// <summary>Brings a tile back. Phases may have left the imaginary part where the real part belongs: then it must go first.</summary>
    public void Store<T>(StateVector<T> state, in Tile<T> part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outer = part.Outer;
        if (Unsafe.AreSame(in part.Im[0], in state.Real[(int)outer]))
        {
            Scatter(part.Im, state.Imaginary, outer);
            Scatter(part.Re, state.Real, outer);
        }
        else
        {
            Scatter(part.Re, state.Real, outer);
            Scatter(part.Im, state.Imaginary, outer);
        }
    }

    private void Gather<T>(ReadOnlySpan<T> plane, long outer, Span<T> buffer)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            plane.Slice((int)(outer | rows[row]), rowLength).CopyTo(buffer.Slice(row * rowLength, rowLength));
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
