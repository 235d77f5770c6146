using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Numerics.Parallel;

namespace QXai.Nn.Tests.Training;

/// <summary>Counts the allocations of the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    [Fact]
    public void AWarmStepAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        var model = new HybridModel<float>(Models.Tiny with { Dropout = 0.1 }, seed: 1);
        var step = new TrainingStep<float>(model, new QuadrantSource<float>(64, 1), new TrainingOptions { BatchSize = 24, Slots = 6 }, pool);
        var indices = Enumerable.Range(0, 24).ToArray();
        Run(5);

        // The runtime itself allocates now and then, while it recompiles hot methods; a step that allocates does so in every window.
        var least = long.MaxValue;
        for (var window = 0; window < 20 && least > 0; window++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Run(10);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);

        void Run(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                step.Differentiate(indices, 1, (ulong)i);
                step.Update(1e-3, 1);
            }
        }
    }
}
