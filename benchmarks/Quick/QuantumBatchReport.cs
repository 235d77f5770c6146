using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// Batches of small circuits: milliseconds (the fast end of many samples), and the arithmetic of the plain method against the measured multiply-add
/// peak. Shares above 100 % mean that less arithmetic was needed than the plain method takes.
/// </summary>
internal static class QuantumBatchReport
{
    /// <summary>
    /// Arguments, in any order: single (default double), peer (PyTorch too, in turn with QXai), batch=N (default 256), and numbers of qubits (default
    /// 4, 8 and 10).
    /// </summary>
    public static void Print(string[] args)
    {
        var precision = args.Contains("single") ? Precision.Single : Precision.Double;
        var batch = args.Where(arg => arg.StartsWith("batch=", StringComparison.Ordinal)).Select(arg => int.Parse(arg[6..])).FirstOrDefault(256);
        int[] sizes = [.. args.Where(arg => int.TryParse(arg, out _)).Select(int.Parse)];
        sizes = sizes.Length > 0 ? sizes : [4, 8, 10];
        if (args.Contains("peer"))
        {
            QuantumBatchPeer.Print(sizes, batch, precision);
            return;
        }

        Console.WriteLine(
            $"batch {batch}, {precision}: ms              forward        pullback            both   share of peak, plain arithmetic:  forward   pullback");
        for (var workers = 1; workers <= Math.Min(2, Environment.ProcessorCount); workers++)
        {
            using var pool = new WorkerPool(workers);
            var peak = precision == Precision.Single ? Peak<float>(pool) : Peak<double>(pool);
            foreach (var qubits in sizes)
            {
                var work = new QuantumBatchWork(qubits, batch, workers, precision);
                var (forward, pullback, both) = (Fast(work.Forward), Fast(work.Pullback), Fast(work.Both));
                Console.WriteLine(
                    $"n = {qubits,2}, {workers} thread(s), {1e-9 / peak,4:F0} GFLOP/s {1e3 * forward,10:F4} {1e3 * pullback,15:F4} {1e3 * both,15:F4}"
                    + $" {work.PlainForward / forward * peak,42:P0} {4 * work.PlainForward / pullback * peak,10:P0}");

                double Fast(Action<int> action) => Timing.Of(() => pool.Run(action)).Fast;
            }
        }
    }

    /// <summary>Seconds per floating-point operation of all workers together, in the widest vectors of this machine.</summary>
    public static double Peak<T>(WorkerPool pool)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated
            ? Quick.Peak.SecondsPerFlop<Simd512<T>, T>(pool).Fast
            : Quick.Peak.SecondsPerFlop<Simd256<T>, T>(pool).Fast;
}
