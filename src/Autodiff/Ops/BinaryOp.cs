using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>
/// An elementwise op of two operands under broadcasting (axes aligned at the end, extents of 1 stretched): y = f(a, b).
/// Pullback: da = (df/da) dy and db = (df/db) dy, each summed over the elements of y that one element of the operand served.
/// </summary>
public abstract class BinaryOp<T, TFunction> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IBinaryFunction<T>
{
    private readonly Node<T> a, b;
    private readonly BroadcastPlan plan;

    private protected BinaryOp(Node<T> a, Node<T> b, string op)
        : base(Shape.Broadcast(a.Shape, b.Shape, op), a, b)
    {
        (this.a, this.b, plan) = (a, b, new BroadcastPlan(a.Shape, b.Shape, Shape));
    }

    /// <summary>(df/da) dy or (df/db) dy: which of the two is known at compile time.</summary>
    private interface IPull
    {
        static abstract Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> dy);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var row = 0; row < plan.Rows; row++)
        {
            var left = new Operand(plan.RowOfA(a.Value.Span, row), plan.AMoves);
            var right = new Operand(plan.RowOfB(b.Value.Span, row), plan.BMoves);
            var y = plan.RowOfY(Value.Span, row);
            var ys = MemoryMarshal.Cast<T, Vector512<T>>(y);
            for (var i = 0; i < ys.Length; i++)
            {
                ys[i] = TFunction.Value(left.Vector(i), right.Vector(i));
            }

            for (var i = ys.Length * Vector512<T>.Count; i < y.Length; i++)
            {
                y[i] = TFunction.Value(left.Element(i), right.Element(i)).ToScalar();
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        for (var row = 0; row < plan.Rows && a.NeedsGradient; row++)
        {
            PullRow<PullA>(row, plan.RowOfA(a.Gradient.Span, row));
        }

        for (var row = 0; row < plan.Rows && b.NeedsGradient; row++)
        {
            PullRow<PullB>(row, plan.RowOfB(b.Gradient.Span, row));
        }
    }

    private void PullRow<TPull>(int row, Span<T> gradient)
        where TPull : struct, IPull
    {
        var left = new Operand(plan.RowOfA(a.Value.Span, row), plan.AMoves);
        var right = new Operand(plan.RowOfB(b.Value.Span, row), plan.BMoves);
        ReadOnlySpan<T> dy = plan.RowOfY(Gradient.Span, row);
        if (gradient.Length == dy.Length)
        {
            AddTo<TPull>(gradient, left, right, dy);
        }
        else
        {
            gradient[0] += Sum<TPull>(left, right, dy);
        }
    }

    private static void AddTo<TPull>(Span<T> gradient, Operand left, Operand right, ReadOnlySpan<T> dy)
        where TPull : struct, IPull
    {
        var gradients = MemoryMarshal.Cast<T, Vector512<T>>(gradient);
        var dys = MemoryMarshal.Cast<T, Vector512<T>>(dy)[..gradients.Length];
        for (var i = 0; i < gradients.Length; i++)
        {
            gradients[i] += TPull.Of(left.Vector(i), right.Vector(i), dys[i]);
        }

        for (var i = gradients.Length * Vector512<T>.Count; i < gradient.Length; i++)
        {
            gradient[i] += TPull.Of(left.Element(i), right.Element(i), Vector512.CreateScalarUnsafe(dy[i])).ToScalar();
        }
    }

    private static T Sum<TPull>(Operand left, Operand right, ReadOnlySpan<T> dy)
        where TPull : struct, IPull
    {
        var dys = MemoryMarshal.Cast<T, Vector512<T>>(dy);
        var lanes = Vector512<T>.Zero;
        for (var i = 0; i < dys.Length; i++)
        {
            lanes += TPull.Of(left.Vector(i), right.Vector(i), dys[i]);
        }

        var sum = Reduction.Lanes(lanes);
        for (var i = dys.Length * Vector512<T>.Count; i < dy.Length; i++)
        {
            sum += TPull.Of(left.Element(i), right.Element(i), Vector512.CreateScalarUnsafe(dy[i])).ToScalar();
        }

        return sum;
    }

    private readonly struct PullA : IPull
    {
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => TFunction.PullA(a, b, dy);
    }

    private readonly struct PullB : IPull
    {
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => TFunction.PullB(a, b, dy);
    }

    /// <summary>One operand's part of a row: as many elements as the row has, or a single one for the whole row.</summary>
    private readonly ref struct Operand(ReadOnlySpan<T> row, bool moves)
    {
        private readonly ReadOnlySpan<T> elements = row;
        private readonly ReadOnlySpan<Vector512<T>> vectors = MemoryMarshal.Cast<T, Vector512<T>>(row);
        private readonly Vector512<T> still = moves ? default : Vector512.Create(row[0]);
        private readonly bool moves = moves;

        /// <summary>The i-th vector of elements.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Vector(int i) => moves ? vectors[i] : still;

        /// <summary>The i-th element, in the first lane.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Element(int i) => moves ? Vector512.CreateScalarUnsafe(elements[i]) : still;
    }
}
