using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;
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

    /// <summary>Applies the plan's steps at the given angles, or undoes them.</summary>
    public static void Run<T>(Plan plan, StateVector<T> state, ReadOnlySpan<double> angles, bool inverse, WorkerPool? pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var s = 0; s < plan.Stages.Length; s++)
        {
            var stage = plan.Stages[inverse ? plan.Stages.Length - 1 - s : s];
            Run(state, stage, Bind<T>(plan, stage, angles, inverse), pool);
        }
    }

    /// <summary>The phases of a stage in order, or inverted in inverse order.</summary>
    public static IBoundPhase<T>[] Bind<T>(Plan plan, Stage stage, ReadOnlySpan<double> angles, bool inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bound = new IBoundPhase<T>[stage.Phases.Length];
        for (var p = 0; p < bound.Length; p++)
        {
            var phase = stage.Phases[inverse ? bound.Length - 1 - p : p];
            bound[p] = plan.Lanes == 1 ? phase.Bind<Simd1<T>, T>(plan.Steps, angles, inverse)
                : plan.Lanes == Simd512<T>.Lanes ? phase.Bind<Simd512<T>, T>(plan.Steps, angles, inverse)
                : plan.Lanes == Simd256<T>.Lanes ? phase.Bind<Simd256<T>, T>(plan.Steps, angles, inverse)
                : phase.Bind<Simd128<T>, T>(plan.Steps, angles, inverse);
        }

        return bound;
    }

    private static void Run<T>(StateVector<T> state, Stage stage, IBoundPhase<T>[] phases, WorkerPool? pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (stage.Tile == 0)
        {
            var whole = new Tile<T> { Re = state.Real, Im = state.Imaginary };
            phases[0].Run(ref whole);
            return;
        }

        var tiles = new TileMap(stage.Tile, state.Qubits);
        if (pool is null || pool.Workers == 1 || state.Qubits < ParallelQubits)
        {
            Run(state, tiles, phases, 0, tiles.Count);
        }
        else
        {
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(tiles.Count, worker, pool.Workers);
                Run(state, tiles, phases, start, end);
            });
        }
    }

    private static void Run<T>(StateVector<T> state, TileMap tiles, IBoundPhase<T>[] phases, int start, int end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var buffer = TileBuffer<T>.Of(tiles.Size, 0);
        for (var number = start; number < end; number++)
        {
            var tile = tiles.Load(state, number, buffer);
            foreach (var phase in phases)
            {
                phase.Run(ref tile);
            }

            tiles.Store(state, tile);
        }
    }
}
