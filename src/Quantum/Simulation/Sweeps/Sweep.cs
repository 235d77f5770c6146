using System.Numerics;
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

        var known = new StepAngles(plan, angles);
        for (var s = 0; s < plan.Stages.Length; s++)
        {
            Run(state, Stage<T>(plan, known, inverse, s), pool, cancellation);
        }
    }

    /// <summary>The plan's stages at the given angles, in order.</summary>
    public static BoundStage<T>[] Bind<T>(Plan plan, double[] angles)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var known = new StepAngles(plan, angles);
        return [.. Enumerable.Range(0, plan.Stages.Length).Select(s => Stage<T>(plan, known, inverse: false, s))];
    }

    private static BoundStage<T> Stage<T>(Plan plan, StepAngles known, bool inverse, int s)
        where T : unmanaged, IFloatingPointIeee754<T> => new(plan, plan.Stages[inverse ? plan.Stages.Length - 1 - s : s], known, inverse);

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
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(tiles, worker, pool.Workers);
                Run(state, stage, start, end, cancellation);
            });
        }

        cancellation.ThrowIfCancellationRequested();
    }

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
