// Checks its lengths once at entry; the loops below use ref arithmetic.
using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>The product of two matrices.</summary>
public static class MatMul
{
    /// <summary>
    /// C = op(A) op(B), or C += op(A) op(B) with <paramref name="accumulate"/>: C[i, j] = sum_p op(A)[i, p] op(B)[p, j].
    /// All matrices are row-major: op(A) is [m, k] (A itself is [k, m] when <paramref name="transposeA"/>), op(B) is [k, n] (B is [n, k] when <paramref name="transposeB"/>), C is [m, n].
    /// Each element is summed in one fixed order. Throws <see cref="ShapeException"/> where a span is too short.
    /// </summary>
    public static void Multiply<T>(int m, int n, int k, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check("a", m, k, a.Length);
        Check("b", k, n, b.Length);
        Check("c", m, n, c.Length);
        if (!accumulate)
        {
            c[..(m * n)].Clear();
        }

        if (transposeB)
        {
            var straight = new T[k * n];
            for (var j = 0; j < n; j++)
            {
                for (var p = 0; p < k; p++)
                {
                    straight[p * n + j] = b[j * k + p];
                }
            }

            b = straight;
        }

        for (var i = 0; i < m; i++)
        {
            var row = c.Slice(i * n, n);
            for (var p = 0; p < k; p++)
            {
                AddScaled<Simd512<T>, T>(a[transposeA ? p * m + i : i * k + p], b.Slice(p * n, n), row);
            }
        }
    }

    private static void AddScaled<TSimd, T>(T scale, ReadOnlySpan<T> x, Span<T> y)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var factor = TSimd.Broadcast(scale);
        var j = 0;
        for (; j <= x.Length - TSimd.Lanes; j += TSimd.Lanes)
        {
            TSimd.FusedMultiplyAdd(factor, TSimd.Load(ref from, (nuint)j), TSimd.Load(ref to, (nuint)j)).Store(ref to, (nuint)j);
        }

        for (; j < x.Length; j++)
        {
            y[j] = T.FusedMultiplyAdd(scale, x[j], y[j]);
        }
    }

    private static void Check(string name, int rows, int columns, int length)
    {
        if (rows < 0 || columns < 0 || length < (long)rows * columns)
        {
            throw new ShapeException($"MatMul: {name} of shape [{rows}, {columns}] needs {(long)rows * columns} elements, but the span has {length}.");
        }
    }
}
