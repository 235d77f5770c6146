using QXai.Cli.Infrastructure;
using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Quantum.Batch;

namespace QXai.Cli.Tests;

/// <summary>
/// The estimate that refuses a run before anything is allocated, beside what runs on generated digits with two threads were measured to add to the 70
/// MiB that the program itself takes (peak resident memory, 2026-11-29): it is rather low than high, and not far off.
/// </summary>
public class MemoryNeedsTests
{
    private static readonly HybridOptions Default = new();

    public static TheoryData<string, int, int, int, double, double> Runs => new()
    {
        { "default", 64, 8, 256, 17, 21 },
        { "wide", 64, 8, 128, 224, 313 },
        { "batch norm", 128, 16, 256, 500, 515 },
        { "one slot", 64, 1, 128, 55, 59 },
        { "20 qubits", 2, 2, 2, 83, 78 },
        { "20 qubits, single", 2, 2, 2, 43, 38 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void TheEstimateIsCloseToWhatWasMeasured(string model, int batch, int slots, int samples, double estimate, double measured)
    {
        var needed = MemoryNeeds.OfTraining(Model(model), new TrainingOptions { BatchSize = batch, Slots = slots }, workers: 2, samples) / (1 << 20);
        Assert.Equal(estimate, Math.Round(needed));
        Assert.InRange(needed / measured, 0.7, 1.15);
    }

    [Fact]
    public void NumbersOfSlotsBeyondIntegersAreCounted() =>
        Assert.True(
            MemoryNeeds.OfTraining(Default, new TrainingOptions { BatchSize = int.MaxValue, Slots = int.MaxValue }, workers: 2, samples: 64) > 1L << 40);

    [Fact]
    public void SlotsThatTakeSeveralPassesNeedThreeTapes()
    {
        var set = new WorkingSet(Weights: 1000, WeightCopies: 5, TrainingFixed: 100, TrainingPerSample: 10, TestingFixed: 0, TestingPerSample: 0);
        const long perThread = 4 << 20;
        Assert.Equal(1000 * 6 + 200 + 127 * 10 + perThread, set.OfTraining(slotSize: 64, slots: 1, workers: 1));
        Assert.Equal(1000 * 6 + 300 + (20 + 19 + 19) * 10 + perThread, (set with { SamplesPerPass = 20 }).OfTraining(slotSize: 64, slots: 1, workers: 1));
    }

    private static HybridOptions Model(string name) => name switch
    {
        "wide" => Default with { Channels = [128, 256, 256] },
        "batch norm" => Default with { Channels = [64, 64, 64], BatchNorm = true },
        "one slot" => Default with { Channels = [64, 64, 64] },
        "20 qubits" => Default with { Qubits = 20, Blocks = 1 },
        "20 qubits, single" => Default with { Qubits = 20, Blocks = 1, CircuitPrecision = Precision.Single },
        _ => Default,
    };
}
