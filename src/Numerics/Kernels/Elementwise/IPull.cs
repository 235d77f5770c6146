using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Elementwise;

/// <summary>One of the two partial pullbacks of a function of two numbers, chosen at compile time.</summary>
internal interface IPull<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>(df/da) dy or (df/db) dy.</summary>
    static abstract TSimd Of<TSimd>(TSimd a, TSimd b, TSimd dy)
        where TSimd : struct, ISimd<TSimd, T>;
}
