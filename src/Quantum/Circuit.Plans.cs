using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>Bytes of one plane of a tile: a tile of two planes and a spare one stays in a core's second-level cache.</summary>
    private const int TilePlaneBytes = 1 << 18;

    private Plan?[]? plans;

    /// <summary>The plan for the widest vector of this machine that the state fills; made once.</summary>
    internal Plan PlanFor<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Simd512<T>.IsSupported && Simd512<T>.Lanes <= 1L << Qubits ? Simd512<T>.Lanes
            : Simd256<T>.IsSupported && Simd256<T>.Lanes <= 1L << Qubits ? Simd256<T>.Lanes
            : Simd128<T>.IsSupported && Simd128<T>.Lanes <= 1L << Qubits ? Simd128<T>.Lanes : 1;
        return PlanFor<T>(lanes);
    }

    /// <summary>The plan for vectors of the given number of lanes.</summary>
    internal Plan PlanFor<T>(int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tileBits = BitOperations.Log2((uint)(TilePlaneBytes / System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
        ref var plan = ref (plans ??= new Plan?[5])[BitOperations.Log2((uint)lanes)];
        return plan is not null && plan.TileBits == Math.Min(tileBits, Qubits) ? plan : plan = Plan.Of(Compiler.Compile(this), Qubits, tileBits, lanes);
    }
}
