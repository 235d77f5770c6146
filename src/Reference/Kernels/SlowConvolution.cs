using System.Numerics;
using QXai.Numerics;

namespace QXai.Reference.Kernels;

/// <summary>
/// Two-dimensional convolution and its two pullbacks as seven loops over the one formula
/// y[n, o, i, j] = bias[o] + sum_(c, u, v) weight[o, c, u, v] x[n, c, i s + u - p, j s + v - p]; the twin of <c>QXai.Numerics.Kernels.Convolution</c>.
/// x is [N, C, H, W], weight [O, C, kh, kw], y [N, O, H', W']; terms whose x lies outside the image are left out.
/// </summary>
public static class SlowConvolution
{
    /// <summary>y from x, weight and bias (null counts as 0).</summary>
    public static Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = (x.Shape[2] + 2 * padding - weight.Shape[2]) / stride + 1;
        var columns = (x.Shape[3] + 2 * padding - weight.Shape[3]) / stride + 1;
        var y = new Tensor<T>(new Shape(x.Shape[0], weight.Shape[0], rows, columns));
        foreach (var (n, o, i, j) in Indices(y.Shape))
        {
            y[n, o, i, j] = bias is null ? T.Zero : bias[o];
        }

        foreach (var (n, o, i, j, c, u, v, h, w) in Terms(x.Shape, weight.Shape, y.Shape, stride, padding))
        {
            y[n, o, i, j] += weight[o, c, u, v] * x[n, c, h, w];
        }

        return y;
    }

    /// <summary>dx[n, c, h, w] = sum of dy[n, o, i, j] weight[o, c, u, v] over all terms of the formula that read x[n, c, h, w].</summary>
    public static Tensor<T> BackwardData<T>(Tensor<T> dy, Tensor<T> weight, Shape x, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dx = new Tensor<T>(x);
        foreach (var (n, o, i, j, c, u, v, h, w) in Terms(x, weight.Shape, dy.Shape, stride, padding))
        {
            dx[n, c, h, w] += dy[n, o, i, j] * weight[o, c, u, v];
        }

        return dx;
    }

    /// <summary>dweight[o, c, u, v] = sum of dy[n, o, i, j] x[n, c, h, w] over all terms of the formula that use weight[o, c, u, v].</summary>
    public static Tensor<T> BackwardWeight<T>(Tensor<T> x, Tensor<T> dy, Shape weight, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dweight = new Tensor<T>(weight);
        foreach (var (n, o, i, j, c, u, v, h, w) in Terms(x.Shape, weight, dy.Shape, stride, padding))
        {
            dweight[o, c, u, v] += dy[n, o, i, j] * x[n, c, h, w];
        }

        return dweight;
    }

    /// <summary>dbias[o] = sum_(n, i, j) dy[n, o, i, j].</summary>
    public static Tensor<T> BackwardBias<T>(Tensor<T> dy)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dbias = new Tensor<T>(new Shape(dy.Shape[1]));
        foreach (var (n, o, i, j) in Indices(dy.Shape))
        {
            dbias[o] += dy[n, o, i, j];
        }

        return dbias;
    }

    private static IEnumerable<(int N, int O, int I, int J)> Indices(Shape y)
    {
        for (var n = 0; n < y[0]; n++)
        {
            for (var o = 0; o < y[1]; o++)
            {
                for (var i = 0; i < y[2]; i++)
                {
                    for (var j = 0; j < y[3]; j++)
                    {
                        yield return (n, o, i, j);
                    }
                }
            }
        }
    }

    private static IEnumerable<(int N, int O, int I, int J, int C, int U, int V, int H, int W)> Terms(Shape x, Shape weight, Shape y, int stride, int padding)
    {
        foreach (var (n, o, i, j) in Indices(y))
        {
            for (var c = 0; c < weight[1]; c++)
            {
                for (var u = 0; u < weight[2]; u++)
                {
                    for (var v = 0; v < weight[3]; v++)
                    {
                        var (h, w) = (i * stride + u - padding, j * stride + v - padding);
                        if (h >= 0 && h < x[2] && w >= 0 && w < x[3])
                        {
                            yield return (n, o, i, j, c, u, v, h, w);
                        }
                    }
                }
            }
        }
    }
}
