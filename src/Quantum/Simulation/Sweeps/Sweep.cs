using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Parallel;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Runs a plan on states: stage by stage, tile by tile, phase by phase. Tiles are split among workers; what happens to a tile does not depend on who does
/// it, so states have the same bits for every number of workers.
/// </summary>
internal static class Sweep
{
    /// <summary>Below so many qubits one thread does it all.</summary>
    public const int ParallelQubits = 16;

    /// <summary>
    /// Applies the plan's steps at the given angles, or undoes them. A plan from |0...0&gt; overwrites the state, and can't be undone. Cancellation is looked
    /// for at every tile; a cancelled state is somewhere in between.
    /// </summary>
    public static void Run<T>(
        Plan plan, StateVector<T> state, double[] angles, bool inverse, WorkerPool? pool, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inverse && plan.Start is not null)
        {
            throw new InvalidOperationException("A plan from |0...0> can't be undone.");
        }

        var bound = BoundPlan<T>.Take(plan, inverse);
        bound.Bind(angles);
        Run(bound, state, pool, cancellation);
        bound.GiveBack();
    }

    /// <summary>Applies the plan's steps at the given inputs and weights, as the other one does.</summary>
    public static void Run<T>(
        Plan plan, StateVector<T> state, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, WorkerPool? pool, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bound = BoundPlan<T>.Take(plan, inverse: false);
        bound.Bind(inputs, weights);
        Run(bound, state, pool, cancellation);
        bound.GiveBack();
    }

    private static void Run<T>(BoundPlan<T> plan, StateVector<T> state, WorkerPool? pool, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var stage in plan.Stages)
        {
            Run(state, stage, pool, cancellation);
        }
    }

    /// <summary>Applies a bound stage; throws when it was cancelled.</summary>
    public static void Run<T>(StateVector<T> state, BoundStage<T> stage, WorkerPool? pool, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tiles = stage.Map?.Count ?? 1;
        if (pool is null || pool.Workers == 1 || tiles == 1 || state.Qubits < ParallelQubits)
        {
            Run(state, stage, 0, tiles, cancellation);
        }
        else
        {
            Share(state, stage, tiles, pool, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Apart, since only here the delegate's variables are needed.</summary>
    private static void Share<T>(StateVector<T> state, BoundStage<T> stage, int tiles, WorkerPool pool, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T> => pool.Run(worker =>
        {
            var (start, end) = WorkerPool.Split(tiles, worker, pool.Workers);
            Run(state, stage, start, end, cancellation);
        });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>(StateVector<T> state, BoundStage<T> stage, int start, int end, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var number = start; number < end && !cancellation.IsCancellationRequested; number++)
        {
            var tile = stage.Load(state, number, 0);
            for (var p = stage.First; p < stage.End; p++)
            {
                stage[p].Run(ref tile);
            }

            stage.Store(state, tile);
        }
    }
}
