using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Elementwise;

/// <summary>A function y = f(a, b) of two numbers, written once for all vector widths.</summary>
internal interface IVectorFunction2<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>f(a, b).</summary>
    static abstract TSimd Value<TSimd>(TSimd a, TSimd b)
        where TSimd : struct, ISimd<TSimd, T>;

    /// <summary>(df/da) dy.</summary>
    static abstract TSimd PullA<TSimd>(TSimd a, TSimd b, TSimd dy)
        where TSimd : struct, ISimd<TSimd, T>;

    /// <summary>(df/db) dy.</summary>
    static abstract TSimd PullB<TSimd>(TSimd a, TSimd b, TSimd dy)
        where TSimd : struct, ISimd<TSimd, T>;
}
