using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace QXai.Benchmarks.Suite;

/// <summary>How the suite is run: in this process, some dozen short iterations per benchmark, with the allocations and the share of the peak of each.</summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        var iteration = Perfolizer.Horology.TimeInterval.FromMilliseconds(60);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(12).WithIterationTime(iteration));
        AddLogger(ConsoleLogger.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddExporter(MarkdownExporter.GitHub);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Median, new ShareOfPeak(asShare: false), new ShareOfPeak(asShare: true));
        WithOptions(ConfigOptions.JoinSummary);
    }
}
