// Unchecked references (lengths are checked once at entry; row starts come from the plan).
// Layout: row j of a tile holds W samples: re[W], then im[W]; plain rows of W numbers for probabilities, factors and currents.
// Loop order: rows in order.
// Equations:  Probabilities  p[j] = |psi[s_j]|^2             Costate   lambda[s_j] = w[j] psi[s_j]  (lambda = O psi for a diagonal O)
//             Currents       v[j] = Im(conj(lambda[j]) psi[j])   with it dL/dtheta = sum over j of s(j) v[j] for the phase e^(-i theta s(j) / 2)
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>What is done to a state amplitude by amplitude.</summary>
internal static class StateKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>p[j] = |psi[s_j]|^2, the rows of psi starting at <paramref name="starts"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Probabilities(ReadOnlySpan<T> state, ReadOnlySpan<int> starts, Span<T> probabilities)
    {
        Check(state.Length, starts.Length, probabilities.Length);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var p = ref MemoryMarshal.GetReference(probabilities);
        var width = (nuint)V.Lanes;
        nuint j = 0;
        foreach (var start in starts)
        {
            var (re, im) = (V.Load(in x, (nuint)start), V.Load(in x, (nuint)start + width));
            V.FusedMultiplyAdd(im, im, re * re).Store(ref p, j);
            j += width;
        }
    }

    /// <summary>lambda[s_j] = w[j] psi[s_j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Costate(ReadOnlySpan<T> state, ReadOnlySpan<int> starts, ReadOnlySpan<T> weights, Span<T> costate)
    {
        Check(state.Length, starts.Length, weights.Length);
        Check(costate.Length, starts.Length, weights.Length);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var y = ref MemoryMarshal.GetReference(costate);
        ref var w = ref MemoryMarshal.GetReference(weights);
        var width = (nuint)V.Lanes;
        nuint j = 0;
        foreach (var start in starts)
        {
            var (i, weight) = ((nuint)start, V.Load(in w, j));
            (weight * V.Load(in x, i)).Store(ref y, i);
            (weight * V.Load(in x, i + width)).Store(ref y, i + width);
            j += width;
        }
    }

    /// <summary>v[j] = Im(conj(lambda[j]) psi[j]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Currents(ReadOnlySpan<T> state, ReadOnlySpan<T> costate, Span<T> currents)
    {
        Check(state.Length, state.Length / (2 * V.Lanes), currents.Length);
        Check(costate.Length, state.Length / (2 * V.Lanes), currents.Length);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var y = ref MemoryMarshal.GetReference(costate);
        ref var v = ref MemoryMarshal.GetReference(currents);
        var (end, width) = ((nuint)state.Length, (nuint)V.Lanes);
        for (nuint i = 0, j = 0; i < end; i += 2 * width, j += width)
        {
            V.FusedNegatedMultiplyAdd(V.Load(in y, i + width), V.Load(in x, i), V.Load(in y, i) * V.Load(in x, i + width)).Store(ref v, j);
        }
    }

    private static void Check(int state, int rows, int numbers)
    {
        if (state != rows * 2 * V.Lanes || numbers != rows * V.Lanes)
        {
            throw new ArgumentException($"StateKernel: {state} and {numbers} numbers do not fit {rows} rows of {V.Lanes} samples.");
        }
    }
}
