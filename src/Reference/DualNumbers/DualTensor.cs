using QXai.Numerics;

namespace QXai.Reference.DualNumbers;

/// <summary>A row-major array of dual numbers: values and their derivatives along one direction.</summary>
public sealed class DualTensor
{
    /// <summary>Zeros.</summary>
    public DualTensor(Shape shape)
        : this(shape, new Dual[shape.Count])
    {
    }

    /// <summary>A tensor over existing entries, which are not copied.</summary>
    public DualTensor(Shape shape, Dual[] entries)
    {
        if (entries.Length != shape.Count)
        {
            throw new ShapeException($"DualTensor: shape {shape} needs {shape.Count} entries, but {entries.Length} were given.");
        }

        (Shape, Entries) = (shape, entries);
    }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>The entries in row-major order.</summary>
    public Dual[] Entries { get; }

    /// <summary>A point and a direction: entry i is value_i + direction_i e. Without a direction, a constant.</summary>
    public static DualTensor From(Tensor<double> value, Tensor<double>? direction = null)
    {
        var result = new DualTensor(value.Shape);
        for (var i = 0; i < result.Entries.Length; i++)
        {
            result.Entries[i] = new Dual(value.Span[i], direction is null ? 0 : direction.Span[i]);
        }

        return result;
    }
}
