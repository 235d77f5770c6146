using System.Reflection;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using QXai.Benchmarks.Quick;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Suite;

/// <summary>
/// Columns of a summary: GFLOP/s at the median, or their share of this machine's multiply-add peak on one thread, measured once in the same run by
/// chains of multiply-adds on registers alone.
/// </summary>
internal sealed class ShareOfPeak(bool asShare) : IColumn
{
    private static readonly Lazy<(double Single, double Double)> Peaks = new(() =>
    {
        using var pool = new WorkerPool(1);
        return Vector512.IsHardwareAccelerated
            ? (1 / Peak.SecondsPerFlop<Simd512<float>, float>(pool).Fast, 1 / Peak.SecondsPerFlop<Simd512<double>, double>(pool).Fast)
            : (1 / Peak.SecondsPerFlop<Simd256<float>, float>(pool).Fast, 1 / Peak.SecondsPerFlop<Simd256<double>, double>(pool).Fast);
    });

    public string Id => asShare ? "ShareOfPeak" : "GFlops";

    public string ColumnName => asShare ? "Of peak" : "GFLOP/s";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => asShare ? 1 : 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => asShare ? "Share of the measured multiply-add peak of one thread" : "Floating-point operations per second, 10^9";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics || Activator.CreateInstance(benchmarkCase.Descriptor.Type) is not IMeasuredWork work)
        {
            return "-";
        }

        foreach (var parameter in benchmarkCase.Parameters.Items)
        {
            work.GetType().GetProperty(parameter.Name, BindingFlags.Public | BindingFlags.Instance)!.SetValue(work, parameter.Value);
        }

        var rate = work.Operations(benchmarkCase.Descriptor.WorkloadMethod.Name) / (statistics.Median * 1e-9);
        return asShare ? $"{rate / (work.IsDouble ? Peaks.Value.Double : Peaks.Value.Single):P0}" : $"{rate * 1e-9:F1}";
    }

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
