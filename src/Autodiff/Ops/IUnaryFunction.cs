using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>A function of one number and its slope: what defines an elementwise op. A struct implements it, so that the loops of <see cref="UnaryOp{T, TFunction}"/> inline it.</summary>
public interface IUnaryFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = f(x).</summary>
    static abstract T Value(T x);

    /// <summary>f'(x), given x and y = f(x).</summary>
    static abstract T Slope(T x, T y);
}
