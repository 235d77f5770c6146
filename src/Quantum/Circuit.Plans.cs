using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Plans;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>Bytes of one plane of a tile: a tile of two planes and a spare one stays in a core's second-level cache.</summary>
    private const int TilePlaneBytes = 1 << 18;

    /// <summary>The same on the way back, where two states' tiles are there at once.</summary>
    private const int BackwardPlaneBytes = 1 << 17;

    private Plan?[]? plans, plansFromZero, backwardPlans;
    private BatchPlan? batchPlan, batchPlanOfDiagonals;

    /// <summary>The plan for the widest vector of this machine that the state fills, for any initial state or for |0...0&gt; only; made once.</summary>
    internal Plan PlanFor<T>(bool fromZero = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Simd512<T>.IsSupported && Simd512<T>.Lanes <= 1L << Qubits ? Simd512<T>.Lanes
            : Simd256<T>.IsSupported && Simd256<T>.Lanes <= 1L << Qubits ? Simd256<T>.Lanes
            : Simd128<T>.IsSupported && Simd128<T>.Lanes <= 1L << Qubits ? Simd128<T>.Lanes : 1;
        return PlanFor<T>(lanes, fromZero);
    }

    private Plan PlanFor<T>(int lanes, bool fromZero)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tileBits = TileBits<T>(TilePlaneBytes);
        ref var kept = ref fromZero ? ref plansFromZero : ref plans;
        ref var plan = ref (kept ??= new Plan?[5])[BitOperations.Log2((uint)lanes)];
        return plan is not null && plan.TileBits == tileBits ? plan : plan = Plan.Of(Compiler.Compile(this), Qubits, tileBits, lanes, fromZero);
    }

    /// <summary>The plan, with the same steps, for undoing them on two states together.</summary>
    internal Plan BackwardPlanFor<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (forward, tileBits) = (PlanFor<T>(), TileBits<T>(BackwardPlaneBytes));
        if (forward.TileBits == tileBits)
        {
            return forward;
        }

        ref var plan = ref (backwardPlans ??= new Plan?[5])[BitOperations.Log2((uint)forward.Lanes)];
        return plan is not null && plan.TileBits == tileBits ? plan : plan = Plan.Of(forward.Steps, Qubits, tileBits, forward.Lanes);
    }

    /// <summary>The plan for batches of samples and these observables; all but the readout is made once.</summary>
    internal BatchPlan BatchPlanFor(IReadOnlyList<Observable> observables)
    {
        ref var plan = ref observables.All(observable => observable.IsDiagonal) ? ref batchPlanOfDiagonals : ref batchPlan;
        return plan is null ? plan = Lowering.Plan(this, observables) : plan.For(observables);
    }

    private int TileBits<T>(int planeBytes) => Math.Min(BitOperations.Log2((uint)(planeBytes / Unsafe.SizeOf<T>())), Qubits);
}
