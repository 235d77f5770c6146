using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>
/// One row of a register tile: a fixed number of vectors, a given gap apart in memory. Kept in named locals, so that the JIT leaves it in registers.
/// Loads and stores are unchecked.
/// </summary>
internal interface IRow<TSelf, TSimd, T>
    where TSelf : struct, IRow<TSelf, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers per row.</summary>
    static abstract int Length { get; }

    /// <summary>All numbers equal.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>The vectors at source, source + gap, ...</summary>
    static abstract TSelf Load(ref readonly T source, nint gap);

    /// <summary>Number by number: a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Number by number, the sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>this += a b: a multiple of another row is added, with one rounding. A change in place, which leaves a sum in its register; a new
    /// value would cost a move.</summary>
    void AddProduct(TSimd a, TSelf b);

    /// <summary>this += a b, number by number, with one rounding.</summary>
    void AddProduct(TSelf a, TSelf b);

    /// <summary>Writes the vectors to destination, destination + gap, ..., in this order.</summary>
    void Store(ref T destination, nint gap);
}
