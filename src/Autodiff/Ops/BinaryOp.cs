using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// An elementwise op of two operands under broadcasting (axes aligned at the end, extents of 1 stretched): y = f(a, b).
/// Pullback: da = (df/da) dy and db = (df/db) dy, each summed over the elements of y that one element of the operand served. The op names its f in a
/// struct, and the loops inline it.
/// </summary>
public abstract class BinaryOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> a, b;
    private readonly BroadcastPlan plan;

    private protected BinaryOp(Node<T> a, Node<T> b, string op)
        : base(Shape.Broadcast(a.Shape, b.Shape, op), a, b)
    {
        (this.a, this.b, plan) = (a, b, new BroadcastPlan(a.Shape, b.Shape, Shape));
    }

    /// <summary>y = f(a, b).</summary>
    private protected void Compute<TFunction>()
        where TFunction : struct, IVectorFunction2<T>
    {
        for (var row = 0; row < plan.Rows; row++)
        {
            VectorFunction2.Map<T, TFunction>(plan.RowOfA(a.Value.Span, row), plan.RowOfB(b.Value.Span, row), plan.RowOfY(Value.Span, row));
        }
    }

    /// <summary>da += (df/da) dy, db += (df/db) dy.</summary>
    private protected void PullBack<TFunction>()
        where TFunction : struct, IVectorFunction2<T>
    {
        for (var row = 0; row < plan.Rows && a.NeedsGradient; row++)
        {
            PullRow<ByA<TFunction>>(row, plan.RowOfA(a.Gradient.Span, row));
        }

        for (var row = 0; row < plan.Rows && b.NeedsGradient; row++)
        {
            PullRow<ByB<TFunction>>(row, plan.RowOfB(b.Gradient.Span, row));
        }
    }

    private void PullRow<TPull>(int row, Span<T> gradient)
        where TPull : struct, IPull<T>
    {
        ReadOnlySpan<T> left = plan.RowOfA(a.Value.Span, row), right = plan.RowOfB(b.Value.Span, row), dy = plan.RowOfY(Gradient.Span, row);
        if (gradient.Length == dy.Length)
        {
            VectorFunction2.AddPulled<T, TPull>(left, right, dy, gradient);
        }
        else
        {
            gradient[0] += VectorFunction2.SumPulled<T, TPull>(left, right, dy);
        }
    }

    private readonly struct ByA<TFunction> : IPull<T>
        where TFunction : struct, IVectorFunction2<T>
    {
        public static TSimd Of<TSimd>(TSimd a, TSimd b, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => TFunction.PullA(a, b, dy);
    }

    private readonly struct ByB<TFunction> : IPull<T>
        where TFunction : struct, IVectorFunction2<T>
    {
        public static TSimd Of<TSimd>(TSimd a, TSimd b, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => TFunction.PullB(a, b, dy);
    }
}
