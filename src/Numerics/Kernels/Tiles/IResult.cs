using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>How a row of a tile is written to memory.</summary>
internal interface IResult<TRow, T>
{
    void Write(TRow row, ref T destination);
}

/// <summary>
/// Overwrites, or adds to what is there. The vectors of a row are a gap apart; where they overlap, they must agree: all are read before the first is
/// written, so what two of them cover is added once.
/// </summary>
internal readonly struct WholeRows<TRow, TSimd, T>(nint gap, bool add) : IResult<TRow, T>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TRow row, ref T destination) => (add ? TRow.Load(in destination, gap) + row : row).Store(ref destination, gap);
}

/// <summary>The same for the numbers that a mask selects; the others keep their value. The vectors of a row are a gap apart, the later one written
/// after the earlier.</summary>
internal readonly struct MaskedRows<TRow, TSimd, T>(TRow mask, nint gap, bool add) : IResult<TRow, T>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TRow mask = mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TRow row, ref T destination)
    {
        var before = TRow.Load(in destination, gap);
        TRow.Select(mask, add ? before + row : row, before).Store(ref destination, gap);
    }
}
