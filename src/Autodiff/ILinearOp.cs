using System.Numerics;

namespace QXai.Autodiff;

/// <summary>
/// An op that is affine in its input: y = W x + b. Relevance propagation needs the same map with other numbers: modified weights, another input, no
/// bias, and its transpose.
/// All arrays are flat and row-major, with the lengths of the nodes that they stand for.
/// </summary>
public interface ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>x.</summary>
    Node<T> Input { get; }

    /// <summary>
    /// The coefficients of W; null where they are fixed and not negative (averages, sums), and then the methods below take an empty weight.
    /// </summary>
    Node<T>? Weight { get; }

    /// <summary>b, or null.</summary>
    Node<T>? Bias { get; }

    /// <summary>
    /// output = W input + b; an empty bias counts as 0. Overwrites the output. Throws <see cref="QXai.Numerics.ShapeException"/> on a wrong length.
    /// </summary>
    void Apply(ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output);

    /// <summary>
    /// inputCotangent = W^T cotangent. Overwrites the input cotangent. Throws <see cref="QXai.Numerics.ShapeException"/> on a wrong length.
    /// </summary>
    void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent);
}
