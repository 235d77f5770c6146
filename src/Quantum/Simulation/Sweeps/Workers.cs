using QXai.Numerics.Parallel;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>The workers that sweep large states: one per processor, made when first needed.</summary>
internal static class Workers
{
    private static readonly Lazy<WorkerPool> All = new(() => new(Environment.ProcessorCount));

    [ThreadStatic]
    private static WorkerPool? chosen;

    /// <summary>The pool for sweeps that this thread starts; null restores the pool of all processors.</summary>
    public static WorkerPool? Pool
    {
        get => chosen ?? All.Value;
        set => chosen = value;
    }
}
