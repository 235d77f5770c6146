using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Axes as ops are given them (<c>1</c>, <c>^1</c>), checked and counted from the front.</summary>
internal static class Axes
{
    /// <summary>The axis, counted from the front; throws where x has no such axis.</summary>
    public static int Of(string op, Shape x, Index axis)
    {
        var position = axis.GetOffset(x.Rank);
        return position >= 0 && position < x.Rank
            ? position
            : throw new ShapeException($"{op}: axis {axis} does not exist in x of shape {x}, which has {x.Rank} axes.");
    }

    /// <summary>
    /// For each axis of x, whether it is among <paramref name="axes"/>; no axes stand for all of them. Throws where one is named twice.
    /// </summary>
    public static bool[] Chosen(string op, Shape x, ReadOnlySpan<Index> axes)
    {
        var chosen = new bool[x.Rank];
        chosen.AsSpan().Fill(axes.IsEmpty);
        foreach (var axis in axes)
        {
            var position = Of(op, x, axis);
            chosen[position] = !chosen[position] ? true : throw new ShapeException($"{op}: axis {position} of x of shape {x} is named twice.");
        }

        return chosen;
    }
}
