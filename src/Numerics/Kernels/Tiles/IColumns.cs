using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>Where the elements of the left factor A of a product stand: element (r, p) at this[p] plus the distances of the rows up to r.</summary>
internal interface IColumns
{
    /// <summary>Where column p begins, counted from A's first element.</summary>
    nint this[nint p] { get; }

    /// <summary>From row r - 1 to row r, the same in every column; r is a constant.</summary>
    nint Step(int r);
}

/// <summary>An ordinary matrix: rows and columns evenly spaced.</summary>
internal readonly struct EvenColumns(nint row, nint column) : IColumns
{
    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => p * column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Step(int r) => row;
}

/// <summary>Columns anywhere, read from a table; rows evenly spaced.</summary>
internal readonly ref struct TabledColumns(nint row, ref readonly int table) : IColumns
{
    private readonly ref readonly int table = ref table;

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref Unsafe.AsRef(in table), p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Step(int r) => row;
}

/// <summary>Columns anywhere; nine rows that are the pixels of a 3 x 3 window in an image whose rows are <paramref name="pitch"/> apart.</summary>
internal readonly ref struct WindowColumns(nint pitch, ref readonly int table) : IColumns
{
    private readonly ref readonly int table = ref table;

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref Unsafe.AsRef(in table), p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Step(int r) => r % 3 == 0 ? pitch - 2 : 1;
}
