using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// How two operands line up under broadcasting. The result y is a list of <see cref="Rows"/> rows of consecutive elements; within a row an operand
/// either moves along (its elements are consecutive too) or stands still (one element, stretched). Neighbouring axes that stretch alike are merged,
/// so that equal shapes are one single row.
/// </summary>
internal sealed class BroadcastPlan
{
    private readonly int rowLength;
    private readonly int[] offsetsA, offsetsB;

    public BroadcastPlan(Shape a, Shape b, Shape y)
    {
        var axes = MergedAxes(a, b, y);
        (rowLength, AMoves, BMoves) = axes[0];
        Rows = y.Count == 0 ? 0 : y.Count / rowLength;
        (offsetsA, offsetsB) = (new int[Rows], new int[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            var (rest, stepA, stepB) = (row, AMoves ? rowLength : 1, BMoves ? rowLength : 1);
            foreach (var (extent, aMoves, bMoves) in axes[1..])
            {
                (rest, var index) = Math.DivRem(rest, extent);
                offsetsA[row] += aMoves ? index * stepA : 0;
                offsetsB[row] += bMoves ? index * stepB : 0;
                stepA *= aMoves ? extent : 1;
                stepB *= bMoves ? extent : 1;
            }
        }
    }

    public int Rows { get; }

    /// <summary>Whether a moves along within a row; otherwise one element of a serves the whole row.</summary>
    public bool AMoves { get; }

    /// <summary>Whether b moves along within a row.</summary>
    public bool BMoves { get; }

    public Span<T> RowOfA<T>(Span<T> a, int row) => a.Slice(offsetsA[row], AMoves ? rowLength : 1);

    public Span<T> RowOfB<T>(Span<T> b, int row) => b.Slice(offsetsB[row], BMoves ? rowLength : 1);

    public ReadOnlySpan<T> RowOfA<T>(ReadOnlySpan<T> a, int row) => a.Slice(offsetsA[row], AMoves ? rowLength : 1);

    public ReadOnlySpan<T> RowOfY<T>(ReadOnlySpan<T> y, int row) => y.Slice(row * rowLength, rowLength);

    public Span<T> RowOfY<T>(Span<T> y, int row) => y.Slice(row * rowLength, rowLength);

    /// <summary>The axes of y from the innermost out, neighbours of one kind merged and axes of extent 1 left out (at least one remains).</summary>
    private static List<(int Extent, bool AMoves, bool BMoves)> MergedAxes(Shape a, Shape b, Shape y)
    {
        var axes = new List<(int Extent, bool AMoves, bool BMoves)>();
        for (var axis = 1; axis <= y.Rank; axis++)
        {
            var extent = y[^axis];
            var (aMoves, bMoves) = (axis <= a.Rank && a[^axis] == extent, axis <= b.Rank && b[^axis] == extent);
            if (axes.Count > 0 && (axes[^1].AMoves, axes[^1].BMoves) == (aMoves, bMoves))
            {
                axes[^1] = (axes[^1].Extent * extent, aMoves, bMoves);
            }
            else if (extent != 1)
            {
                axes.Add((extent, aMoves, bMoves));
            }
        }

        return axes.Count > 0 ? axes : [(1, true, true)];
    }
}
