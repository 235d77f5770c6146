using QXai.Cli.Infrastructure;
using QXai.Nn.Training;
using QXai.Numerics;

namespace QXai.Cli.Tests;

/// <summary>A memory limit cuts the work into smaller pieces, in a fixed order, until it fits.</summary>
public class MemoryBudgetTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    private const long Mega = 1 << 20;

    /// <summary>1 MiB of weights in 5 copies and one more per slot; tapes of 2 MiB, and 1 MiB per sample.</summary>
    private static readonly WorkingSet Set = new(Mega, 5, 2 * Mega, Mega, 2 * Mega, Mega);

    private static readonly TrainingOptions Options = new() { BatchSize = 64, Slots = 8 };

    // Training: 13 + workers (4 + 15 + 4) with 8 slots, 21 + workers (4 + 7 + 4) with 16; testing: (workers + 1) (2 + tested) + 4 workers.
    [Theory]
    [InlineData(121, 8, 2, 16, null)]
    [InlineData(120, 8, 2, 8, "batches in 8 slots, 2 thread(s), 8 sample(s) tested at once.")]
    [InlineData(96, 8, 2, 4, "batches in 8 slots, 2 thread(s), 4 sample(s) tested at once.")]
    [InlineData(70, 16, 2, 1, "batches in 16 slots, 2 thread(s), 1 sample(s) tested at once.")]
    public void WorkIsCutUntilItFits(long available, int slots, int workers, int tested, string? note)
    {
        var notes = new List<string>();
        var (options, count, at) = Budget(available).Fit(Set, Options, mixesSamples: false, samples: 1000, workers: 2, tested: 16, notes.Add);
        Assert.Equal((slots, workers, tested), (options.Slots, count, at));
        Assert.Equal(note is null ? 0 : 1, notes.Count);
        Assert.All(notes, text => Assert.EndsWith(note!, text));
        Assert.True(Set.OfTraining(64 / slots, slots, count) + Set.OfTesting(at, count) <= available * Mega);
    }

    [Fact]
    public void ABatchThatMayNotBeCutTakesFewerWorkers()
    {
        var options = Options with { BatchSize = 4, Slots = 1 };
        Assert.Equal((options, 1, 1), Budget(35).Fit(Set, options, mixesSamples: true, samples: 1000, workers: 2, tested: 16, _ => { }));
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedWithWhatItNeeds()
    {
        var exception = Assert.Throws<InputException>(() => Budget(20).Fit(Set, Options, mixesSamples: false, samples: 1000, workers: 2, tested: 16, _ => { }));
        Assert.Matches("^Training needs [0-9]+ MiB even one sample at a time, but --memory makes 152 MiB available: ", exception.Message);
    }

    [Fact]
    public void PeakResidentMemoryIsReported()
    {
        var json = CommandLine.Run(world.Expand("evaluate --model {model} {test} --json --memory 6G")).Json();
        Assert.InRange(json.GetProperty("peakResidentBytes").GetInt64(), 10 * Mega, 1L << 36);
        Assert.Matches(@"Peak resident memory [0-9.]+ [MG]iB\.\n$", CommandLine.Run(world.Expand("evaluate --model {model} {test}")).Output);
    }

    /// <summary>A budget with so many MiB left besides what the program and its data take.</summary>
    private static MemoryBudget Budget(long available) => new(limit: (available + 100 + 32) * Mega, resident: 100 * Mega);
}
