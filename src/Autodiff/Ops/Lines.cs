using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// The lines of an array along one axis: <see cref="Count"/> lines of <see cref="Length"/> elements that stand <see cref="Stride"/> apart.
/// </summary>
internal readonly record struct Lines(int Count, int Length, int Stride)
{
    /// <summary>The lines of x along an axis.</summary>
    public static Lines Along(Shape x, int axis) => new(x.CountOf(..axis) * x.CountOf((axis + 1)..), x[axis], x.CountOf((axis + 1)..));

    /// <summary>The flat position of a line's first element.</summary>
    public int Start(int line) => line / Stride * Stride * Length + line % Stride;

    /// <summary>The flat position after a line's last element, in steps of <see cref="Stride"/>.</summary>
    public int End(int line) => Start(line) + Length * Stride;
}
