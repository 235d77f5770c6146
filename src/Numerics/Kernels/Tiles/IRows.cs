using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

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

/// <summary>A panel: rows of the length of the tile's, one after the other.</summary>
internal readonly struct PanelRows<TRow, TSimd, T> : IRows
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public nint Gap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TSimd.Lanes;
    }

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => p * TRow.Length;
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
