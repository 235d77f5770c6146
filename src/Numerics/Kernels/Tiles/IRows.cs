using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>Where the rows of the right factor B of a product stand.</summary>
internal interface IRows
{
    /// <summary>Where row p begins, counted from B's first element.</summary>
    nint this[nint p] { get; }

    /// <summary>From one vector of a row to the next.</summary>
    nint Gap { get; }
}

/// <summary>An ordinary matrix: rows evenly spaced, vectors side by side.</summary>
internal readonly struct EvenRows(nint row, int lanes) : IRows
{
    public nint Gap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => lanes;
    }

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => p * row;
    }
}

/// <summary>Rows anywhere, read from a table.</summary>
internal readonly ref struct TabledRows(nint gap, ref readonly int table) : IRows
{
    private readonly ref readonly int table = ref table;

    public nint Gap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => gap;
    }

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref Unsafe.AsRef(in table), p);
    }
}
