using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>
/// Where the elements of the left factor A of a product stand: element (r, p) at this[p] plus the distances of the rows, which count in fours, so
/// that a processor's addressing adds most of them for nothing.
/// </summary>
internal interface IColumns
{
    /// <summary>Where column p begins, counted from A's first element.</summary>
    nint this[nint p] { get; }

    /// <summary>From row r - 4 to row r = 4, 8, ..., the same in every column; r is a constant.</summary>
    nint Four(int r);

    /// <summary>From row r - r % 4 to row r; r is a constant.</summary>
    nint Within(int r);
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
    public nint Four(int r) => 4 * row;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Within(int r) => (r % 4) * row;
}

/// <summary>A matrix whose rows are contiguous.</summary>
internal readonly struct ContiguousColumns(nint row) : IColumns
{
    private readonly nint one = row, two = 2 * row, three = 3 * row, four = 4 * row;

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Four(int r) => four;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Within(int r) => (r % 4) switch { 1 => one, 2 => two, 3 => three, _ => 0 };
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
    public nint Four(int r) => 4 * row;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Within(int r) => (r % 4) * row;
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
    public nint Four(int r) => pitch + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Within(int r) => (r / 3 - (r - r % 4) / 3) * pitch + r % 3 - (r - r % 4) % 3;
}
