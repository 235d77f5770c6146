using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Parallel;
using QXai.Quantum;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// One state: RX RY RZ on every qubit and a ring of CNOT, four blocks. Prints the time of a run from |0...0&gt;, the traffic of its sweeps as a share of
/// this machine's bandwidth, its arithmetic (eight multiply-adds per amplitude and 2 x 2 matrix, as the textbook counts) as a share of the peak, how many
/// times as long the C++ simulators took, and what a gradient of the sum of all Z costs in runs.
/// </summary>
internal static class QuantumStateReport
{
    private const int Blocks = 4;

    /// <summary>Arguments, in any order: numbers of qubits; threads=1,2; double or single; gradient, to measure gradients too.</summary>
    public static void Print(string[] args)
    {
        int[] sizes = [.. args.Where(arg => int.TryParse(arg, out _)).Select(int.Parse)];
        sizes = sizes.Length > 0 ? sizes : [4, 8, 10, 12, 16, 20, 22, 24];
        int[] threads = args.FirstOrDefault(arg => arg.StartsWith("threads=", StringComparison.Ordinal)) is { } list
            ? [.. list[8..].Split(',').Select(int.Parse)]
            : [1, Environment.ProcessorCount];
        var gradient = args.Contains("gradient");
        foreach (var count in threads)
        {
            using var pool = new WorkerPool(count);
            Workers.Pool = pool;
            var limits = new Limits(
                QuantumBatchReport.Peak<double>(pool), QuantumBatchReport.Peak<float>(pool), Peak.SecondsPerByte(pool, (512 << 20) / count).Fast);
            Console.WriteLine($"{count} thread(s): {1e-9 / limits.Double:F0} GFLOP/s in double, {1e-9 / limits.Single:F0} in single, "
                + $"{1e-9 / limits.Byte:F0} GB/s over 512 MB    (the peers' machine, 1 thread: "
                + $"{QuantumPeers.DoublePeak:F0}, {QuantumPeers.SinglePeak:F0}, {QuantumPeers.Bandwidth:F0})");
            Console.WriteLine(" n  type     median ms     fast ms  sweeps   GB/s  of limit  textbook of peak  Lightning   Qulacs     qsim"
                + (gradient ? "  gradient ms  in runs  Lightning" : ""));
            foreach (var n in sizes)
            {
                if (!args.Contains("single"))
                {
                    Line<double>(n, count, limits.Double, limits.Byte, gradient);
                }

                if (!args.Contains("double"))
                {
                    Line<float>(n, count, limits.Single, limits.Byte, false);
                }
            }
        }

        Workers.Pool = null;
    }

    private static void Line<T>(int n, int threads, double flop, double bytes, bool gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (circuit, weights) = Layers(n);
        var state = new StateVector<T>(n);
        var timing = Repeat(n, () => state.Prepare(circuit, [], weights));
        var sweeps = circuit.PlanFor<T>(fromZero: true).Stages.Length;

        // The first sweep only writes.
        var traffic = 2.0 * Unsafe.SizeOf<T>() * (2 * sweeps - 1) * (1L << n);
        var flops = 16.0 * n * Blocks * (1L << n);
        var (lightning, qulacs, qsim) = typeof(T) == typeof(double)
            ? (Ratio(peer => peer.Lightning), Ratio(peer => peer.Qulacs), "")
            : ("", "", Ratio(peer => peer.Qsim));
        Console.Write($"{n,2}  {typeof(T).Name,-6} {1e3 * timing.Median,11:F4} {1e3 * timing.Fast,11:F4} {sweeps,7} {1e-9 * traffic / timing.Fast,6:F0} "
            + $"{traffic * bytes / timing.Fast,9:P0} {flops * flop / timing.Fast,17:P0} {lightning,10} {qulacs,8} {qsim,8}");
        if (gradient)
        {
            Observable[] observables = [new([.. Enumerable.Range(0, n).Select(q => new PauliTerm(1, PauliString.Single('Z', q)))])];
            var (adjoint, w) = (new Adjoint(), weights);
            var full = Repeat(n, () => adjoint.Pullback(circuit, observables, [1], [], w)).Median;
            Console.Write($" {1e3 * full,12:F4} {full / timing.Median,8:F2} {QuantumPeers.Ratio(n, threads, full, peer => (peer.LightningGradient, 0)),10}");
        }

        Console.WriteLine();

        string Ratio(Func<QuantumPeers, (double, double)> peer) => QuantumPeers.Ratio(n, threads, timing.Median, peer);
    }

    private static Timing Repeat(int n, Action action)
    {
        if (n < 20)
        {
            // Once without looking: the just-in-time compiler takes its time to settle.
            Timing.Of(action, 0.5);
            return Timing.Of(action, 0.5);
        }

        action();
        var samples = new double[n switch { < 22 => 15, < 24 => 7, < 26 => 3, _ => 1 }];
        for (var i = 0; i < samples.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            samples[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(samples);
        return new Timing(samples[samples.Length / 2], samples[0]);
    }

    private static (Circuit Circuit, double[] Weights) Layers(int n)
    {
        var (circuit, weight) = (new Circuit(n), 0);
        for (var block = 0; block < Blocks; block++)
        {
            for (var q = 0; q < n; q++)
            {
                circuit = circuit.RX(q, weight: weight++).RY(q, weight: weight++).RZ(q, weight: weight++);
            }

            for (var q = 0; q < n && n > 1; q++)
            {
                circuit = circuit.CNOT(q, (q + 1) % n);
            }
        }

        return (circuit, [.. Enumerable.Range(0, weight).Select(j => Math.Sin(1.7 * j + 0.3))]);
    }

    private readonly record struct Limits(double Double, double Single, double Byte);
}
