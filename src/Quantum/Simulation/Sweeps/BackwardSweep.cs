using QXai.Numerics.Parallel;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// The backward half of the adjoint method on tiles: psi and lambda are undone together, stage by stage from the last, and just after every phase the
/// derivatives of its steps are read off the two tiles. Sums over tiles run in groups of a fixed number, added in order, whatever the number of workers.
/// </summary>
internal static class BackwardSweep
{
    private const int Groups = 64;

    /// <summary>
    /// Undoes all steps on both states; derivatives[i] += dE/dt_i = 2 Im &lt;lambda|G_i|psi&gt;, taken just after step i. Cancellation is looked for at
    /// every tile.
    /// </summary>
    public static void Run(
        Plan plan,
        StateVector<double> psi,
        StateVector<double> lambda,
        double[] angles,
        Span<double> derivatives,
        WorkerPool? pool,
        CancellationToken cancellation = default)
    {
        var bound = BoundPlan<double>.Take(plan, inverse: true);
        bound.Bind(angles);
        for (var s = plan.Stages.Length - 1; s >= 0; s--)
        {
            var stage = plan.Stages[s];
            var readers = new PhaseGradient[stage.Phases.Length];
            var total = 0;
            for (var p = 0; p < readers.Length; p++)
            {
                readers[p] = stage.Phases[^(p + 1)].Gradient(plan.Steps, bound.Angles);
                readers[p].Start = total;
                total += readers[p].Length;
            }

            var sums = Sums(psi, lambda, readers, total, bound.Stages[^(s + 1)], pool, cancellation);
            cancellation.ThrowIfCancellationRequested();
            foreach (var reader in readers)
            {
                reader.Finish(sums.AsSpan(reader.Start, reader.Length), derivatives);
            }
        }

        bound.GiveBack();
    }

    private static double[] Sums(
        StateVector<double> psi,
        StateVector<double> lambda,
        PhaseGradient[] readers,
        int total,
        BoundStage<double> stage,
        WorkerPool? pool,
        CancellationToken cancellation)
    {
        var tiles = stage.Map?.Count ?? 1;
        var groups = Math.Min(Groups, tiles);
        var sums = new double[groups][];
        if (pool is null || pool.Workers == 1 || groups == 1 || psi.Qubits < Sweep.ParallelQubits)
        {
            Share(0, groups);
        }
        else
        {
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(groups, worker, pool.Workers);
                Share(start, end);
            });
        }

        var result = sums[0];
        foreach (var group in sums.AsSpan(1))
        {
            for (var k = 0; k < total; k++)
            {
                result[k] += group[k];
            }
        }

        return result;

        void Share(int from, int to)
        {
            for (var group = from; group < to; group++)
            {
                sums[group] = new double[total];
                var (start, end) = WorkerPool.Split(tiles, group, groups);
                for (var number = start; number < end && !cancellation.IsCancellationRequested; number++)
                {
                    Undo(psi, lambda, number, readers, stage, sums[group]);
                }
            }
        }
    }

    private static void Undo(
        StateVector<double> psi, StateVector<double> lambda, int number, PhaseGradient[] readers, BoundStage<double> stage, double[] sums)
    {
        var first = stage.Load(psi, number, 0);
        var second = stage.Load(lambda, number, 1);
        for (var p = stage.First; p < stage.End; p++)
        {
            readers[p].Read(first, second, sums.AsSpan(readers[p].Start, readers[p].Length));
            stage[p].Run(ref first);
            stage[p].Run(ref second);
        }

        stage.Store(psi, first);
        stage.Store(lambda, second);
    }
}
