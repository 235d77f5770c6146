using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// How to read an array with its axes in another order, as a list of rows: row r of the result begins at <see cref="RowStarts"/>[r] of the source and
/// takes <see cref="RowLength"/> elements that stand <see cref="Stride"/> apart.
/// </summary>
internal sealed class AxisOrder
{
    /// <summary>Axis k of the result is axis order[k] of the source.</summary>
    public AxisOrder(Shape source, int[] order)
    {
        Shape = new Shape(Array.ConvertAll(order, axis => source[axis]));
        var strides = Array.ConvertAll(order, axis => source.CountOf((axis + 1)..));
        (RowLength, Stride) = order.Length == 0 ? (1, 1) : (Shape[^1], strides[^1]);
        RowStarts = new int[RowLength == 0 ? 0 : Shape.Count / RowLength];
        for (var row = 0; row < RowStarts.Length; row++)
        {
            for (var (axis, rest) = (order.Length - 2, row); axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, Shape[axis]);
                RowStarts[row] += index * strides[axis];
            }
        }
    }

    /// <summary>The shape of the result.</summary>
    public Shape Shape { get; }

    public int RowLength { get; }

    public int Stride { get; }

    public int[] RowStarts { get; }
}
