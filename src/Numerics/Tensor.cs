using System.Numerics;

namespace QXai.Numerics;

/// <summary>
/// A dense, row-major array of <see cref="float"/> or <see cref="double"/>; element [i0, ..., ik] stands at flat position ((i0 * d1 + i1) * ...) + ik.
/// A tensor is a window on a buffer, so <see cref="Reshape(Shape)"/> copies nothing; the elements may be changed through <see cref="Span"/>, the shape never.
/// </summary>
public sealed class Tensor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] buffer;
    private readonly int offset;

    /// <summary>A window on <paramref name="buffer"/> from <paramref name="offset"/> on; nothing is copied.</summary>
    public Tensor(Shape shape, T[] buffer, int offset = 0)
    {
        if (offset < 0 || buffer.Length - offset < shape.Count)
        {
            throw new ShapeException(
                $"Tensor: shape {shape} needs {shape.Count} elements, but the buffer of {buffer.Length} has {buffer.Length - offset} from offset {offset} on.");
        }

        Shape = shape;
        this.buffer = buffer;
        this.offset = offset;
    }

    /// <summary>A tensor of zeros.</summary>
    public Tensor(Shape shape)
        : this(shape, new T[shape.Count])
    {
    }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Length => Shape.Count;

    /// <summary>The elements in row-major order.</summary>
    public Span<T> Span => new(buffer, offset, Shape.Count);

    /// <summary>The elements in row-major order, as memory that may be kept.</summary>
    public Memory<T> Memory => new(buffer, offset, Shape.Count);

    /// <summary>One element.</summary>
    public T this[params ReadOnlySpan<int> indices]
    {
        get => buffer[offset + Flat(indices)];
        set => buffer[offset + Flat(indices)] = value;
    }

    /// <summary>A tensor that holds a copy of <paramref name="values"/>.</summary>
    public static Tensor<T> From(Shape shape, ReadOnlySpan<T> values) =>
        values.Length == shape.Count
            ? new Tensor<T>(shape, values.ToArray())
            : throw new ShapeException($"Tensor: shape {shape} needs {shape.Count} values, but {values.Length} were given.");

    /// <summary>A tensor of shape [] that holds one number.</summary>
    public static Tensor<T> Scalar(T value) => new(Shape.Scalar, [value]);

    /// <summary>A tensor whose every element is <paramref name="value"/>.</summary>
    public static Tensor<T> Full(Shape shape, T value)
    {
        var tensor = new Tensor<T>(shape);
        tensor.Span.Fill(value);
        return tensor;
    }

    /// <summary>The same elements under another shape of the same count; shares memory.</summary>
    public Tensor<T> Reshape(params ReadOnlySpan<int> extents) => Reshape(new Shape(extents));

    /// <inheritdoc cref="Reshape(ReadOnlySpan{int})"/>
    public Tensor<T> Reshape(Shape shape) =>
        shape.Count == Length
            ? new Tensor<T>(shape, buffer, offset)
            : throw new ShapeException($"Reshape: {Shape} has {Length} elements, but {shape} has {shape.Count}.");

    /// <summary>The sub-tensor at position <paramref name="index"/> of the first axis; shares memory.</summary>
    public Tensor<T> Slice(int index)
    {
        if (Shape.Rank == 0 || (uint)index >= (uint)Shape[0])
        {
            throw new ShapeException($"Tensor: index {index} is outside the first axis of {Shape}.");
        }

        var rest = new Shape(Shape.Extents[1..]);
        return new Tensor<T>(rest, buffer, offset + index * rest.Count);
    }

    /// <summary>A deep copy.</summary>
    public Tensor<T> Clone() => new(Shape, Span.ToArray());

    /// <summary>A copy in another precision.</summary>
    public Tensor<TOther> To<TOther>()
        where TOther : unmanaged, IFloatingPointIeee754<TOther>
    {
        var copy = new Tensor<TOther>(Shape);
        var from = Span;
        var to = copy.Span;
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = TOther.CreateTruncating(from[i]);
        }

        return copy;
    }

    /// <summary>The shape and the first elements.</summary>
    public override string ToString() =>
        $"Tensor<{typeof(T).Name}>{Shape} {{ {string.Join(", ", Span[..Math.Min(8, Length)].ToArray())}{(Length > 8 ? ", ..." : "")} }}";

    private int Flat(ReadOnlySpan<int> indices)
    {
        if (indices.Length != Shape.Rank)
        {
            throw new ShapeException($"Tensor: {indices.Length} indices were given for {Shape}, which has {Shape.Rank} axes.");
        }

        var flat = 0;
        for (var axis = 0; axis < indices.Length; axis++)
        {
            if ((uint)indices[axis] >= (uint)Shape[axis])
            {
                throw new ShapeException($"Tensor: index {indices[axis]} is outside axis {axis} of {Shape}.");
            }

            flat = flat * Shape[axis] + indices[axis];
        }

        return flat;
    }
}
