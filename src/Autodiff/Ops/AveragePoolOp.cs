using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Average pooling of images [n, c, H, W] by square windows: y[n, c, i, j] = (1/size^2) sum of x over the window
/// that begins at (i stride - padding, j stride - padding).
/// Padding counts as zeros, so the divisor is size^2 at the border too.  Pullback: every element of the window gets dy / size^2.
/// </summary>
public sealed class AveragePoolOp<T>(Node<T> x, int size, int stride, int padding)
    : WindowMeanOp<T>("AveragePool", x, PoolingWindows.Sliding("AveragePool", x.Shape, size, stride, padding), size * size)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Height and width of a window.</summary>
    public int Size { get; } = size;

    /// <summary>Pixels from one window to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>Zeros around the image.</summary>
    public int Padding { get; } = padding;
}

/// <summary>Adds <c>x.AveragePool(size)</c> to nodes.</summary>
public static class AveragePoolExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AveragePoolOp{T}"/>
        public Node<T> AveragePool(int size, int? stride = null, int padding = 0) =>
            x.Tape.Record(new AveragePoolOp<T>(x, size, stride ?? size, padding));
    }
}
