using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Average pooling of images [n, c, H, W] to a given size [n, c, H', W']: output (i, j) is the mean of the rows
/// floor(i H / H') to ceil((i + 1) H / H') - 1 and of the columns likewise.
/// H' = W' = 1 is global average pooling.  Pullback: every element of the window gets dy divided by the size of the window.
/// </summary>
public sealed class AdaptiveAveragePoolOp<T>(Node<T> x, int height, int width)
    : WindowMeanOp<T>("AdaptiveAveragePool", x, PoolingWindows.Adaptive("AdaptiveAveragePool", x.Shape, height, width))
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Adds <c>x.AdaptiveAveragePool(height, width)</c> to nodes.</summary>
public static class AdaptiveAveragePoolExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AdaptiveAveragePoolOp{T}"/>
        public Node<T> AdaptiveAveragePool(int height, int width) => x.Tape.Record(new AdaptiveAveragePoolOp<T>(x, height, width));
    }
}
