// Reference arithmetic through ISimd: the planes', the maps' and the tables' lengths are checked at the entry of Fill.
// Layout: per group of index bits and value of its bits a vector of real parts, then one of imaginary parts.
// Loop order: high entries of the index map, then low ones; a vector of amplitudes per step.
// Equation:   psi_j = product over groups of table[bits of the group in high_j xor low_j xor offset].
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Writes a product state whose index is mapped linearly: one complex product per amplitude and group of bits that low indices reach.</summary>
internal static class ProductStateKernel
{
    /// <summary>Fills the planes of a tile; <paramref name="outer"/> are the groups that the low table does not reach, <paramref name="inner"/> the
    /// others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TVector, T>(
        Span<T> re,
        Span<T> im,
        ReadOnlySpan<int> low,
        ReadOnlySpan<int> high,
        int offset,
        ReadOnlySpan<T> tables,
        ReadOnlySpan<ProductGroup> outer,
        ReadOnlySpan<ProductGroup> inner)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(re.Length, low.Length * high.Length * TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, re.Length);
        Check(outer, tables.Length, TVector.Lanes);
        Check(inner, tables.Length, TVector.Lanes);
        ref var toRe = ref re[0];
        ref var toIm = ref im[0];
        ref readonly var table = ref tables[0];
        nuint j = 0;
        foreach (var highImage in high)
        {
            var (hRe, hIm) = (TVector.Broadcast(T.One), TVector.Zero);
            foreach (var group in outer)
            {
                Multiply<TVector, T>(in table, group, highImage ^ offset, ref hRe, ref hIm);
            }

            foreach (var lowImage in low)
            {
                var (x, y) = (hRe, hIm);
                foreach (var group in inner)
                {
                    Multiply<TVector, T>(in table, group, highImage ^ lowImage ^ offset, ref x, ref y);
                }

                x.Store(ref toRe, j);
                y.Store(ref toIm, j);
                j += (nuint)TVector.Lanes;
            }
        }
    }

    /// <summary>
    /// The same where there is but one group: psi_j = table[high_j xor low_j xor lane_j xor offset], the table's length being a power of two.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(
        Span<T> re,
        Span<T> im,
        ReadOnlySpan<int> lanes,
        ReadOnlySpan<int> low,
        ReadOnlySpan<int> high,
        int offset,
        ReadOnlySpan<double> tableRe,
        ReadOnlySpan<double> tableIm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(re.Length, lanes.Length * low.Length * high.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, re.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tableIm.Length, tableRe.Length);
        var j = 0;
        foreach (var highImage in high)
        {
            foreach (var lowImage in low)
            {
                foreach (var lane in lanes)
                {
                    var image = (highImage ^ lowImage ^ lane ^ offset) & (tableRe.Length - 1);
                    (re[j], im[j]) = (T.CreateTruncating(tableRe[image]), T.CreateTruncating(tableIm[image]));
                    j++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TVector, T>(ref readonly T table, ProductGroup group, int image, ref TVector re, ref TVector im)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var entry = (nuint)(group.Start + (image >> group.Shift & group.Mask) * 2 * TVector.Lanes);
        var (fRe, fIm) = (TVector.Load(in table, entry), TVector.Load(in table, entry + (nuint)TVector.Lanes));
        var product = TVector.FusedNegatedMultiplyAdd(fIm, im, fRe * re);
        im = TVector.FusedMultiplyAdd(fRe, im, fIm * re);
        re = product;
    }

    private static void Check(ReadOnlySpan<ProductGroup> groups, int length, int lanes)
    {
        foreach (var group in groups)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(group.Start);
            ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(group.Mask + 1), true);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(group.Start + 2 * lanes * (group.Mask + 1), length);
        }
    }
}
