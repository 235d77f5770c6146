using System.Numerics;
using QXai.Numerics;

namespace QXai.Reference.Kernels;

/// <summary>The matrix product as its definition reads; the twin of <c>QXai.Numerics.Kernels.MatMul</c>.</summary>
public static class SlowMatMul
{
    /// <summary>C[i, j] = sum_p A[i, p] B[p, j] for A [m, k] and B [k, n], p ascending, every product and sum rounded.</summary>
    public static Tensor<T> Multiply<T>(Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Shape.Rank != 2 || b.Shape.Rank != 2 || a.Shape[1] != b.Shape[0])
        {
            throw new ShapeException(
                $"SlowMatMul: a of shape {a.Shape} and b of shape {b.Shape} have no product: two matrices [m, k] and [k, n] are expected.");
        }

        var c = new Tensor<T>(new Shape(a.Shape[0], b.Shape[1]));
        for (var i = 0; i < a.Shape[0]; i++)
        {
            for (var j = 0; j < b.Shape[1]; j++)
            {
                for (var p = 0; p < a.Shape[1]; p++)
                {
                    c[i, j] += a[i, p] * b[p, j];
                }
            }
        }

        return c;
    }

    /// <summary>B[j, i] = A[i, j].</summary>
    public static Tensor<T> Transpose<T>(Tensor<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var transposed = new Tensor<T>(new Shape(a.Shape[1], a.Shape[0]));
        for (var i = 0; i < a.Shape[0]; i++)
        {
            for (var j = 0; j < a.Shape[1]; j++)
            {
                transposed[j, i] = a[i, j];
            }
        }

        return transposed;
    }
}
