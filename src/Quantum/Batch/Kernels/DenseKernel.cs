// Unchecked references (lengths are checked once at entry; row numbers come from the plan).
// Layout: row j of a tile holds W samples: re[W], then im[W]; the matrix holds re, im per entry, row by row.
// Loop order: block after block; a block's 2^k rows are copied aside, then two new rows at a time are summed over the old ones.
// Equation, per block b:   a'[b + o_r] = sum over c of U[r, c] a[b + o_c]
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>A constant complex matrix on some bits of a tile, in place.</summary>
internal static class DenseKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Applies the matrix to the blocks that start at <paramref name="bases"/>; <paramref name="scratch"/> takes a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply(Span<T> rows, ReadOnlySpan<int> bases, ReadOnlySpan<int> offsets, ReadOnlySpan<T> matrix, Span<T> scratch)
    {
        var (size, width) = (offsets.Length, (nuint)V.Lanes);
        if (matrix.Length != 2 * size * size || scratch.Length < 2 * size * V.Lanes)
        {
            throw new ArgumentException($"DenseKernel: {matrix.Length} entries and {scratch.Length} numbers do not fit blocks of {size} rows.");
        }

        ref var x = ref MemoryMarshal.GetReference(rows);
        ref var a = ref MemoryMarshal.GetReference(scratch);
        foreach (var start in bases)
        {
            for (var c = 0; c < size; c++)
            {
                var (from, to) = ((nuint)(start | offsets[c]) * 2 * width, (nuint)c * 2 * width);
                V.Load(in x, from).Store(ref a, to);
                V.Load(in x, from + width).Store(ref a, to + width);
            }

            for (var r = 0; r < size; r += 2)
            {
                ref var u = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), 2 * r * size);
                ref var v = ref Unsafe.Add(ref u, 2 * size);
                var (re0, im0, re1, im1) = (V.Zero, V.Zero, V.Zero, V.Zero);
                for (nuint c = 0; c < (nuint)size; c++)
                {
                    var (re, im) = (V.Load(in a, 2 * c * width), V.Load(in a, (2 * c + 1) * width));
                    var (ur, ui) = (V.Broadcast(Unsafe.Add(ref u, 2 * c)), V.Broadcast(Unsafe.Add(ref u, 2 * c + 1)));
                    re0 = V.FusedNegatedMultiplyAdd(ui, im, V.FusedMultiplyAdd(ur, re, re0));
                    im0 = V.FusedMultiplyAdd(ui, re, V.FusedMultiplyAdd(ur, im, im0));
                    (ur, ui) = (V.Broadcast(Unsafe.Add(ref v, 2 * c)), V.Broadcast(Unsafe.Add(ref v, 2 * c + 1)));
                    re1 = V.FusedNegatedMultiplyAdd(ui, im, V.FusedMultiplyAdd(ur, re, re1));
                    im1 = V.FusedMultiplyAdd(ui, re, V.FusedMultiplyAdd(ur, im, im1));
                }

                var (even, odd) = ((nuint)(start | offsets[r]) * 2 * width, (nuint)(start | offsets[r + 1]) * 2 * width);
                re0.Store(ref x, even);
                im0.Store(ref x, even + width);
                re1.Store(ref x, odd);
                im1.Store(ref x, odd + width);
            }
        }
    }
}
