using System.Diagnostics;
using System.Numerics;
using QXai.Benchmarks.Quick;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;
using QXai.Quantum;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Benchmarks;

/// <summary>
/// One state: RX RY RZ on every qubit and a ring of CNOT, four blocks. Prints the time of a run from |0...0&gt;, the traffic of its sweeps as a share of this
/// machine's bandwidth, its arithmetic (eight multiply-adds per amplitude and 2 x 2 matrix, as the textbook counts) as a share of the peak,
/// and what a gradient of the sum of all Z costs in runs.
/// </summary>
internal static class QuantumState
{
    private const int Blocks = 4;

    /// <summary>Arguments: qubits, separated by commas; threads, likewise; "gradient" to measure gradients too.</summary>
    public static void Print(ReadOnlySpan<string> args)
    {
        int[] sizes = args.Length > 0 ? Numbers(args[0]) : [4, 8, 10, 12, 16, 20, 22];
        int[] threads = args.Length > 1 ? Numbers(args[1]) : [1, Environment.ProcessorCount];
        var gradient = args.Contains("gradient");
        foreach (var count in threads)
        {
            using var pool = new WorkerPool(count);
            Workers.Pool = pool;
            var (flop, bytes) = (Peak.SecondsPerFlop<Simd512<double>, double>(pool).Fast, Peak.SecondsPerByte(pool, 256 << 20).Fast);
            Console.WriteLine($"{count} thread(s): {1e-9 / flop:F0} GFLOP/s in double, {1e-9 / bytes:F0} GB/s over 256 MB per thread");
            Console.WriteLine(" n  type     median ms     fast ms  sweeps   GB/s  of limit  textbook FLOPs of peak  gradient / run");
            foreach (var n in sizes)
            {
                Line<double>(n, flop, bytes, gradient);
                Line<float>(n, flop / 2, bytes, false);
            }
        }

        Workers.Pool = null;
    }

    private static void Line<T>(int n, double flop, double bytes, bool gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (circuit, weights) = Layers(n);
        var state = new StateVector<T>(n);
        var timing = Repeat(n, () =>
        {
            state.Reset();
            state.Apply(circuit, [], weights);
        });
        var sweeps = circuit.PlanFor<T>().Stages.Length;
        var traffic = 4.0 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * sweeps * (1L << n);
        var flops = 16.0 * n * Blocks * (1L << n);
        var cost = "";
        if (gradient)
        {
            Observable[] observables = [new([.. Enumerable.Range(0, n).Select(q => new PauliTerm(1, PauliString.Single('Z', q)))])];
            var (adjoint, w) = (new Adjoint(), weights);
            cost = $"{Repeat(n, () => adjoint.Pullback(circuit, observables, [1], [], w)).Fast / timing.Fast:F2}";
        }

        Console.WriteLine($"{n,2}  {typeof(T).Name,-6} {1e3 * timing.Median,11:F4} {1e3 * timing.Fast,11:F4} {sweeps,7} {1e-9 * traffic / timing.Fast,6:F0} "
            + $"{traffic * bytes / timing.Fast,9:P0} {flops * flop / timing.Fast,23:P0}  {cost}");
    }

    private static Timing Repeat(int n, Action action)
    {
        if (n < 22)
        {
            return Timing.Of(action, 1);
        }

        action();
        var samples = new double[n < 25 ? 7 : 3];
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

    private static int[] Numbers(string list) => [.. list.Split(',').Select(int.Parse)];
}
