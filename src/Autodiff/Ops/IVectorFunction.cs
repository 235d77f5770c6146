using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// A function of one number that needs arithmetic and comparisons only, so that it is computed on all lanes of a vector at once: what defines a fast elementwise op.
/// A struct implements it (constants of the op are its fields), and the loops of <see cref="VectorUnaryOp{T, TFunction}"/> inline it.
/// </summary>
public interface IVectorFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = f(x), lane by lane.</summary>
    Vector512<T> Value(Vector512<T> x);

    /// <summary>f'(x) dy, lane by lane, given x and y = f(x).</summary>
    Vector512<T> Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy);
}
