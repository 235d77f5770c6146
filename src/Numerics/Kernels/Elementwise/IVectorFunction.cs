using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Elementwise;

/// <summary>A function y = f(x) of one number, written once for all vector widths; constants are fields of the struct that implements it.</summary>
internal interface IVectorFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>f(x).</summary>
    TSimd Value<TSimd>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>;

    /// <summary>f'(x) dy, given x and y = f(x).</summary>
    TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
        where TSimd : struct, ISimd<TSimd, T>;
}
