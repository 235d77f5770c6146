using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Autodiff.Ops;

/// <summary>
/// A constant times the sum over some axes: y[kept] = c sum_summed x[kept, summed].
/// Pullback: dx[kept, summed] = c dy[kept]. The order of the sum is fixed.
/// </summary>
public abstract class AxisSumOp<T> : Node<T>, ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly string op;
    private readonly T factor;
    private readonly BroadcastPlan plan;

    private protected AxisSumOp(string op, Node<T> x, ReadOnlySpan<Index> axes, bool keepAxes, bool mean)
        : this(op, x, Axes.Chosen(op, x.Shape, axes), keepAxes, mean)
    {
    }

    private AxisSumOp(string op, Node<T> x, bool[] summed, bool keepAxes, bool mean)
        : base(ShapeOf(x.Shape, summed, keepAxes), x)
    {
        (this.op, this.x) = (op, x);
        factor = mean ? T.One / T.CreateChecked(x.Shape.Count / Math.Max(Shape.Count, 1)) : T.One;
        plan = new BroadcastPlan(ShapeOf(x.Shape, summed, keepAxes: true), x.Shape, x.Shape);
    }

    /// <inheritdoc/>
    public Node<T> Input => x;

    Node<T>? ILinearOp<T>.Weight => null;

    Node<T>? ILinearOp<T>.Bias => null;

    /// <inheritdoc/>
    public override void Forward() => Apply(x.Value.Span, Value.Span);

    /// <inheritdoc/>
    public override void Pullback() => AddTransposed(Gradient.Span, x.Gradient.Span);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output)
    {
        this.CheckApply(op, input, weight, bias, output, Value.Length);
        Apply(input, output);
    }

    /// <inheritdoc/>
    public void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent)
    {
        this.CheckTranspose(op, weight, cotangent, inputCotangent, Value.Length);
        inputCotangent.Clear();
        AddTransposed(cotangent, inputCotangent);
    }

    private void Apply(ReadOnlySpan<T> source, Span<T> y)
    {
        y.Clear();
        for (var row = 0; row < plan.Rows; row++)
        {
            var sums = plan.RowOfA(y, row);
            var terms = plan.RowOfY(source, row);
            if (plan.AMoves)
            {
                TensorPrimitives.Add(sums, terms, sums);
            }
            else
            {
                sums[0] += Reduction.Sum(terms);
            }
        }

        TensorPrimitives.Multiply(y, factor, y);
    }

    private void AddTransposed(ReadOnlySpan<T> dy, Span<T> dx)
    {
        for (var row = 0; row < plan.Rows; row++)
        {
            var from = plan.RowOfA(dy, row);
            var to = plan.RowOfY(dx, row);
            if (plan.AMoves)
            {
                TensorPrimitives.MultiplyAdd(from, factor, to, to);
            }
            else
            {
                TensorPrimitives.Add(to, factor * from[0], to);
            }
        }
    }

    private static Shape ShapeOf(Shape x, bool[] summed, bool keepAxes)
    {
        var extents = new List<int>();
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (!summed[axis])
            {
                extents.Add(x[axis]);
            }
            else if (keepAxes)
            {
                extents.Add(1);
            }
        }

        return new Shape([.. extents]);
    }
}
