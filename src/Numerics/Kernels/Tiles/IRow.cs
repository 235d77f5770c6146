using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>
/// One row of a register tile: a fixed number of vectors side by side. Kept in named locals, so that the JIT leaves it in registers.
/// </summary>
internal interface IRow<TSelf, TSimd, T>
    where TSelf : struct, IRow<TSelf, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers per row.</summary>
    static abstract int Length { get; }

    /// <summary>All zeros.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The numbers from <paramref name="source"/> on, unchecked.</summary>
    static abstract TSelf Load(ref readonly T source);

    /// <summary>this + a b: a multiple of another row is added, with one rounding.</summary>
    TSelf MultiplyAdd(TSimd a, TSelf b);

    /// <summary>this + a b, number by number, with one rounding.</summary>
    TSelf MultiplyAdd(TSelf a, TSelf b);

    /// <summary>Writes the row from <paramref name="destination"/> on, or adds it to what is there; unchecked.</summary>
    void Store(ref T destination, bool add);
}
