using System.Diagnostics;

namespace QXai.Cli.Infrastructure;

/// <summary>How much of the machine's memory this process holds, and has held at most.</summary>
internal static class ResidentMemory
{
    /// <summary>The most bytes that were resident at once since the process began.</summary>
    public static long Peak
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Bytes that are resident now, after everything unused has been given back.</summary>
    public static long AfterCollection()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    /// <summary>The line that ends the report of long work.</summary>
    public static string PeakLine() => $"Peak resident memory {Text(Peak)}.";

    /// <summary>Bytes in MiB or GiB.</summary>
    public static string Text(double bytes) =>
        bytes < 1L << 30 ? FormattableString.Invariant($"{bytes / (1L << 20):F0} MiB") : FormattableString.Invariant($"{bytes / (1L << 30):F1} GiB");
}
