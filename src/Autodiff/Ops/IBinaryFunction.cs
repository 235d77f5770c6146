using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>A function of two numbers and its two partial slopes times dy, lane by lane: what defines an op of two operands. A struct implements it, so that the loops of <see cref="BinaryOp{T, TFunction}"/> inline it.</summary>
public interface IBinaryFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = f(a, b).</summary>
    static abstract Vector512<T> Value(Vector512<T> a, Vector512<T> b);

    /// <summary>(df/da) dy.</summary>
    static abstract Vector512<T> PullA(Vector512<T> a, Vector512<T> b, Vector512<T> dy);

    /// <summary>(df/db) dy.</summary>
    static abstract Vector512<T> PullB(Vector512<T> a, Vector512<T> b, Vector512<T> dy);
}
