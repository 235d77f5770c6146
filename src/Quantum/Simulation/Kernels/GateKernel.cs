// Reference arithmetic through ISimd: the tables' lengths are checked at the entry of each method.
// Layout: one table per number, gates side by side. Loop order: a vector of gates at a time, at every width the same multiply-adds for each gate.
// Equations: (w, x, y, z) := product of the rotations (cos, sin P), the later ones on the left; with a = w - i z and c = y - i x, t = |c| / |a| (or |a| / |c|
// where that is less: a swap), in = +-(a c)* / |a c|, ratio = a* c / |a c|, scale = a (or a |c| / |a|). The scalar twins are Spin and Turn.
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Plans;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Multiplies rotations to one-qubit gates and factors the gates into diagonal, real turn and diagonal, a vector of gates at a time.</summary>
internal static class GateKernel
{
    /// <summary>The gates of plain rotations, from the cosines and sines of their angles; a <paramref name="sign"/> of -1 makes their inverses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V>(GateRuns runs, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines, double sign, GateTable gates)
        where V : struct, ISimd<V, double>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cosines.Length, runs.Angles);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sines.Length, runs.Angles);
        ArgumentOutOfRangeException.ThrowIfLessThan(gates.Count, runs.Regular);
        if (runs.Regular == 0 || runs.Angles == 0)
        {
            return;
        }

        ref readonly var cos0 = ref cosines[0];
        ref readonly var sin0 = ref sines[0];
        ref readonly var x0 = ref runs.X[0];
        ref readonly var y0 = ref runs.Y[0];
        ref readonly var z0 = ref runs.Z[0];
        ReadOnlySpan<GateLevel> levels = runs.Levels;
        for (var g = 0; g < runs.Regular; g += V.Lanes)
        {
            var (w, x, y, z) = (V.Broadcast(1), V.Zero, V.Zero, V.Zero);
            foreach (var level in levels)
            {
                if (g >= level.Gates)
                {
                    break;
                }

                var i = (nuint)(level.Start + g);
                var (c, s) = (V.Load(in cos0, i), V.Load(in sin0, i));
                var (sx, sy, sz) = (s * V.Load(in x0, i), s * V.Load(in y0, i), s * V.Load(in z0, i));
                var nextW = V.FusedNegatedMultiplyAdd(sz, z, V.FusedNegatedMultiplyAdd(sy, y, V.FusedNegatedMultiplyAdd(sx, x, c * w)));
                var nextX = V.FusedNegatedMultiplyAdd(sz, y, V.FusedMultiplyAdd(sy, z, V.FusedMultiplyAdd(sx, w, c * x)));
                var nextY = V.FusedNegatedMultiplyAdd(sx, z, V.FusedMultiplyAdd(sz, x, V.FusedMultiplyAdd(sy, w, c * y)));
                z = V.FusedNegatedMultiplyAdd(sy, x, V.FusedMultiplyAdd(sx, y, V.FusedMultiplyAdd(sz, w, c * z)));
                (w, x, y) = (nextW, nextX, nextY);
            }

            var signs = V.Broadcast(sign);
            w.Store(ref gates.W[0], (nuint)g);
            (signs * x).Store(ref gates.X[0], (nuint)g);
            (signs * y).Store(ref gates.Y[0], (nuint)g);
            (signs * z).Store(ref gates.Z[0], (nuint)g);
        }
    }

    /// <summary>
    /// Factors the first <paramref name="count"/> gates; gives back whether there are some of which a or c all but vanishes, which this does not do. The last
    /// vector is whole: what stands behind the gates has no meaning.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Factor<V>(int count, GateTable gates)
        where V : struct, ISimd<V, double>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gates.Count, (count + V.Lanes - 1) / V.Lanes * V.Lanes);
        var (one, negligible, some) = (V.Broadcast(1), V.Broadcast(Turn.Negligible), 0UL);
        for (var i = 0; i < count; i += V.Lanes)
        {
            var g = (nuint)i;
            var (w, x, y, z) = (V.Load(in gates.W[0], g), V.Load(in gates.X[0], g), V.Load(in gates.Y[0], g), V.Load(in gates.Z[0], g));
            var (aa, cc) = (V.FusedMultiplyAdd(z, z, w * w), V.FusedMultiplyAdd(y, y, x * x));
            var swap = V.LessThan(aa, cc);
            var (less, more) = (V.Select(swap, aa, cc), V.Select(swap, cc, aa));
            some |= V.Bits(V.FirstLanes(count - i)) & ~V.Bits(V.LessThan(negligible, less));
            var inverse = one / V.Sqrt(aa * cc);
            var signed = V.Select(swap, V.Zero - inverse, inverse);
            var scale = V.Select(swap, more * inverse, one);
            (less * inverse).Store(ref gates.Tangent[0], g);
            V.Select(swap, one, V.Zero).Store(ref gates.Swap[0], g);
            (signed * V.FusedNegatedMultiplyAdd(z, x, w * y)).Store(ref gates.InRe[0], g);
            (signed * V.FusedMultiplyAdd(z, y, w * x)).Store(ref gates.InIm[0], g);
            (inverse * V.FusedMultiplyAdd(z, x, w * y)).Store(ref gates.RatioRe[0], g);
            (inverse * V.FusedNegatedMultiplyAdd(w, x, z * y)).Store(ref gates.RatioIm[0], g);
            (scale * w).Store(ref gates.ScaleRe[0], g);
            (V.Zero - scale * z).Store(ref gates.ScaleIm[0], g);
        }

        return some != 0;
    }
}
