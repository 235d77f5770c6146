// Reference arithmetic through ISimd: the plane's length is checked at the entry of Turn.
// Layout: one plane; per turn a table of the lanes' partners and one of their signed tangents, a vector each.
// Loop order: vectors of the plane in ascending order; up to four turns on each while it is in a register.
// Equation:   x_j := x_j + tangent_j x_partner(j), turn after turn; then lanes change places.  Slow twin: KroneckerSimulator.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Turns between lanes of one vector: x_j := x_j + (signed tangent of j) * x_partner(j), bit by bit.</summary>
internal static class LaneKernel
{
    /// <summary>Applies all turns, then the exchange of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn<TVector, T>(Span<T> plane, LaneTurns<T> turns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plane.Length, TVector.Lanes);
        switch (turns.Count)
        {
            case 1:
                Sweep<TVector, T>(plane, turns, 1);
                break;
            case 2:
                Sweep<TVector, T>(plane, turns, 2);
                break;
            case 3:
                Sweep<TVector, T>(plane, turns, 3);
                break;
            default:
                Sweep<TVector, T>(plane, turns, 4);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sweep<TVector, T>(Span<T> plane, LaneTurns<T> turns, int count)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var x0 = ref plane[0];
        var (partner0, tangent0) = Tables<TVector, T>(turns, 0);
        var (partner1, tangent1) = Tables<TVector, T>(turns, Math.Min(1, count - 1));
        var (partner2, tangent2) = Tables<TVector, T>(turns, Math.Min(2, count - 1));
        var (partner3, tangent3) = Tables<TVector, T>(turns, Math.Min(3, count - 1));
        var exchange = TVector.Load(in turns.Orders[turns.Swapped * TVector.Lanes], 0);
        var swaps = turns.Swapped != 0;
        for (nuint i = 0; i < (nuint)plane.Length; i += (nuint)TVector.Lanes)
        {
            var x = TVector.Load(in x0, i);
            x = TVector.FusedMultiplyAdd(tangent0, TVector.Permute(x, partner0), x);
            if (count > 1)
            {
                x = TVector.FusedMultiplyAdd(tangent1, TVector.Permute(x, partner1), x);
            }

            if (count > 2)
            {
                x = TVector.FusedMultiplyAdd(tangent2, TVector.Permute(x, partner2), x);
            }

            if (count > 3)
            {
                x = TVector.FusedMultiplyAdd(tangent3, TVector.Permute(x, partner3), x);
            }

            (swaps ? TVector.Permute(x, exchange) : x).Store(ref x0, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Partner, TVector Tangent) Tables<TVector, T>(LaneTurns<T> turns, int k)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (TVector.Load(in turns.Orders[turns.Bits[k] * TVector.Lanes], 0), TVector.Load(in turns.Tangents[k * TVector.Lanes], 0));
}
