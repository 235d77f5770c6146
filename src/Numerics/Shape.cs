using System.Collections.Immutable;

namespace QXai.Numerics;

/// <summary>
/// The extents of a dense, row-major array: an immutable list of non-negative lengths, outermost axis first.
/// The flat position of element [i0, i1, ..., ik] is ((i0 * d1 + i1) * d2 + ...) * dk + ik. The empty shape [] is a scalar.
/// </summary>
public sealed class Shape : IEquatable<Shape>
{
    /// <summary>The shape of a single number.</summary>
    public static readonly Shape Scalar = new();

    private readonly ImmutableArray<int> extents;

    /// <summary>Makes a shape of the given extents. Throws <see cref="ShapeException"/> on a negative extent or more than 2^31-1 elements.</summary>
    public Shape(params ReadOnlySpan<int> extents)
    {
        long count = 1;
        foreach (var extent in extents)
        {
            if (extent < 0)
            {
                throw new ShapeException($"Shape: extent {extent} in [{Join(extents)}] is negative.");
            }

            count *= extent;
            if (count > int.MaxValue)
            {
                throw new ShapeException($"Shape: [{Join(extents)}] has more than {int.MaxValue} elements.");
            }
        }

        this.extents = [.. extents];
        Count = (int)count;
    }

    /// <summary>Number of axes.</summary>
    public int Rank => extents.Length;

    /// <summary>Number of elements: the product of the extents (1 for a scalar).</summary>
    public int Count { get; }

    /// <summary>The extents as a span.</summary>
    public ReadOnlySpan<int> Extents => extents.AsSpan();

    /// <summary>The extent of one axis; an axis from the end (<c>^1</c>) works too.</summary>
    public int this[Index axis]
    {
        get
        {
            var position = axis.GetOffset(Rank);
            return position >= 0 && position < Rank
                ? extents[position]
                : throw new ShapeException($"Shape: axis {axis} does not exist in {this}, which has {Rank} axes.");
        }
    }

    /// <summary>The product of the extents in the given range of axes.</summary>
    public int CountOf(Range axes)
    {
        var count = 1;
        foreach (var extent in extents.AsSpan()[axes])
        {
            count *= extent;
        }

        return count;
    }

    /// <summary>The same extents with one of them replaced.</summary>
    public Shape With(Index axis, int extent)
    {
        Span<int> changed = [.. extents];
        changed[axis.GetOffset(Rank)] = extent;
        return new Shape(changed);
    }

    /// <summary>
    /// The common shape of two operands under broadcasting: axes are aligned at the end, and an extent of 1 stretches to the other's.
    /// Throws <see cref="ShapeException"/> naming <paramref name="op"/> and both shapes where they do not fit.
    /// </summary>
    public static Shape Broadcast(Shape a, Shape b, string op)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        Span<int> result = new int[rank];
        for (var axis = 1; axis <= rank; axis++)
        {
            var (p, q) = (axis <= a.Rank ? a[^axis] : 1, axis <= b.Rank ? b[^axis] : 1);
            if (p != q && p != 1 && q != 1)
            {
                throw new ShapeException($"{op}: a of shape {a} and b of shape {b} cannot be broadcast: {p} against {q} in axis {rank - axis}.");
            }

            result[rank - axis] = p == 1 ? q : p;
        }

        return new Shape(result);
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && extents.AsSpan().SequenceEqual(other.extents.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in extents)
        {
            hash.Add(extent);
        }

        return hash.ToHashCode();
    }

    /// <summary>The extents in brackets: <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{Join(extents.AsSpan())}]";

    private static string Join(ReadOnlySpan<int> values) => string.Join(", ", values.ToArray());
}
