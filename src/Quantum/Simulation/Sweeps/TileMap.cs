using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Where the tiles of a stage lie in a state: as one stretch, which is worked on in place, or as rows of neighbouring amplitudes, which are gathered into
/// a buffer and scattered again. A relabelling on the way back costs no more than the copy.
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

    /// <summary>Whether a relabelling can be done on the way back, row by row.</summary>
    public bool Carries<T>(ITileMove<T> move)
        where T : unmanaged, IFloatingPointIeee754<T> => rowLength % move.Stretch == 0;

    /// <summary>
    /// The tile's part of the state: in place where it is one stretch and may stay there, else gathered into the buffer. Where there is a start, it writes
    /// the tile, and what the state held before does not matter; where there is an entry, it relabels on the way.
    /// </summary>
    public Tile<T> Load<T>(StateVector<T> state, int number, TileBuffer<T> buffer, bool inPlace, BoundStart<T>? start, ITileMove<T>? entry)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outer = TileBits.Deposit((state.Dimension - 1L) & ~tile, number);
        var part = buffer.Tile(size);
        part.Outer = outer;
        if (rows.Length == 1 && inPlace && entry is null)
        {
            part.Re = state.Real.Slice((int)outer, size);
            part.Im = state.Imaginary.Slice((int)outer, size);
        }
        else if (entry is not null)
        {
            entry.In(state.Real, outer, part.Re);
            entry.In(state.Imaginary, outer, part.Im);
        }
        else if (start is null)
        {
            Gather(state.Real, outer, part.Re);
            Gather(state.Imaginary, outer, part.Im);
        }

        start?.Fill(part);
        return part;
    }

    /// <summary>Brings a tile back, relabelled if wanted, which only a tile in a buffer can be.</summary>
    public void Store<T>(StateVector<T> state, in Tile<T> part, ITileMove<T>? move)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outer = part.Outer;

        // Phases in place may have left the imaginary part where the real part belongs: then it must go first.
        if (Unsafe.AreSame(in part.Im[0], in state.Real[(int)outer]))
        {
            Scatter(part.Im, state.Imaginary, outer, move);
            Scatter(part.Re, state.Real, outer, move);
        }
        else
        {
            Scatter(part.Re, state.Real, outer, move);
            Scatter(part.Im, state.Imaginary, outer, move);
        }
    }

    private void Gather<T>(ReadOnlySpan<T> plane, long outer, Span<T> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows.Length; row++)
        {
            Copy(plane.Slice((int)(outer | rows[row]), rowLength), buffer.Slice(row * rowLength, rowLength));
        }
    }

    private void Scatter<T>(ReadOnlySpan<T> buffer, Span<T> plane, long outer, ITileMove<T>? move)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Unsafe.AreSame(in buffer[0], in plane[(int)outer]))
        {
            return;
        }

        if (move is not null)
        {
            move.Out(buffer, outer, plane);
            return;
        }

        for (var row = 0; row < rows.Length; row++)
        {
            Copy(buffer.Slice(row * rowLength, rowLength), plane.Slice((int)(outer | rows[row]), rowLength));
        }
    }

    /// <summary>A plain loop, which has more of memory's answers under way than a library call per row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T>(ReadOnlySpan<T> from, Span<T> to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (from.Length < Vector512<T>.Count)
        {
            from.CopyTo(to);
            return;
        }

        ref readonly var source = ref from[0];
        ref var target = ref to[..from.Length][0];
        for (nuint i = 0; i < (nuint)from.Length; i += (nuint)Vector512<T>.Count)
        {
            Vector512.LoadUnsafe(in source, i).StoreUnsafe(ref target, i);
        }
    }
}
