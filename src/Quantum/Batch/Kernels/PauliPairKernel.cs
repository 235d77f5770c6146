// Unchecked references (lengths are checked once at entry; row numbers come from the plan).
// Layout: row j of a tile holds W samples: re[W], then im[W].
// Loop order: the pairs a = psi[j], b = psi[j xor x] of a Pauli string P with X part x, once per pair; (P psi)[j] = f b, (P psi)[j xor x] = conj(f)
// a, f = +-1 or +-i.
// Equations:  Sum   <psi|P|psi> = sum over pairs of 2 Re(conj(a) f b)            Add   lambda[j] += g f b,  lambda[j xor x] += g conj(f) a
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>Pauli strings with X or Y: their expectations, and their part in the costate.</summary>
internal static class PauliPairKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The expectation per sample, to a row of W numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum(ReadOnlySpan<T> state, ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> signs, int flip, bool isImaginary, Span<T> sum)
    {
        Check(state.Length, state.Length, rows.Length, signs.Length);
        ref var x = ref MemoryMarshal.GetReference(state);
        var (total, width) = (V.Zero, (nuint)V.Lanes);
        for (var pair = 0; pair < rows.Length; pair++)
        {
            var (i, j) = ((nuint)rows[pair] * 2 * width, (nuint)(rows[pair] ^ flip) * 2 * width);
            var (ar, ai) = (V.Load(in x, i), V.Load(in x, i + width));
            var (br, bi) = (V.Load(in x, j), V.Load(in x, j + width));
            var product = isImaginary ? V.FusedNegatedMultiplyAdd(ar, bi, ai * br) : V.FusedMultiplyAdd(ai, bi, ar * br);
            total = V.FusedMultiplyAdd(V.Broadcast(T.CreateTruncating(2 * signs[pair])), product, total);
        }

        total.Store(ref sum[..V.Lanes][0], 0);
    }

    /// <summary>lambda += g P psi, with g per sample in a row of W numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add(
        ReadOnlySpan<T> g, ReadOnlySpan<T> state, ReadOnlySpan<int> rows, ReadOnlySpan<sbyte> signs, int flip, bool isImaginary, Span<T> costate)
    {
        Check(state.Length, costate.Length, rows.Length, signs.Length);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var y = ref MemoryMarshal.GetReference(costate);
        var (factor, width) = (V.Load(in g[..V.Lanes][0], 0), (nuint)V.Lanes);
        for (var pair = 0; pair < rows.Length; pair++)
        {
            var (i, j) = ((nuint)rows[pair] * 2 * width, (nuint)(rows[pair] ^ flip) * 2 * width);
            var f = V.Broadcast(T.CreateTruncating((int)signs[pair])) * factor;
            var (ar, ai) = (V.Load(in x, i), V.Load(in x, i + width));
            var (br, bi) = (V.Load(in x, j), V.Load(in x, j + width));
            if (isImaginary)
            {
                V.FusedNegatedMultiplyAdd(f, bi, V.Load(in y, i)).Store(ref y, i);
                V.FusedMultiplyAdd(f, br, V.Load(in y, i + width)).Store(ref y, i + width);
                V.FusedMultiplyAdd(f, ai, V.Load(in y, j)).Store(ref y, j);
                V.FusedNegatedMultiplyAdd(f, ar, V.Load(in y, j + width)).Store(ref y, j + width);
            }
            else
            {
                V.FusedMultiplyAdd(f, br, V.Load(in y, i)).Store(ref y, i);
                V.FusedMultiplyAdd(f, bi, V.Load(in y, i + width)).Store(ref y, i + width);
                V.FusedMultiplyAdd(f, ar, V.Load(in y, j)).Store(ref y, j);
                V.FusedMultiplyAdd(f, ai, V.Load(in y, j + width)).Store(ref y, j + width);
            }
        }
    }

    private static void Check(int state, int costate, int pairs, int signs)
    {
        if (state != costate || state != pairs * 4 * V.Lanes || signs != pairs)
        {
            throw new ArgumentException($"PauliPairKernel: {state} and {costate} numbers do not fit {pairs} pairs of rows of {V.Lanes} samples.");
        }
    }
}
