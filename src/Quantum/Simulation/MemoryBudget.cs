using System.Globalization;
using QXai.Numerics;

namespace QXai.Quantum.Simulation;

/// <summary>Asks whether memory suffices before it is taken: a refusal says how much is needed and how much there is.</summary>
internal static class MemoryBudget
{
    /// <summary>
    /// Bytes that this process could still take: physical memory or the container's limit, less what is in use. The collector knows what is in use as of
    /// its last collection, so one is made first; asked only for large states, it also frees those that are no longer used.
    /// </summary>
    public static long Available
    {
        get
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            return Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
        }
    }

    /// <summary>Throws <see cref="InputException"/> where so many double-precision states, 16 * 2^n bytes each, do not fit; small ones always pass.</summary>
    public static void RequireStates(string what, int qubits, int states)
    {
        var needed = (long)(states * Math.ScaleB(16, qubits));
        if (needed > 1L << 26)
        {
            Require(what, needed, Available);
        }
    }

    /// <summary>Throws <see cref="InputException"/> if <paramref name="needed"/> bytes are more than <paramref name="available"/>.</summary>
    public static void Require(string what, long needed, long available)
    {
        if (needed > available)
        {
            throw new InputException($"{what} needs {Format(needed)} of memory, but {Format(available)} are available.");
        }
    }

    private static string Format(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.##} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.##} MiB");
}
