using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>A function of one number that is computed number by number: what defines an elementwise op for which there is no vector form.</summary>
internal interface IScalarFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = f(x).</summary>
    static abstract T Value(T x);

    /// <summary>f'(x), given x and y = f(x).</summary>
    static abstract T Slope(T x, T y);
}
