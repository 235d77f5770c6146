using System.Diagnostics;
using System.Globalization;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>QXai and PyTorch in turn on the same batches, one thread each: medians, fast ends (10th percentile) and their ratios.</summary>
internal static class QuantumBatchPeer
{
    private const int Rounds = 25;

    public static void Print(int[] sizes, int batch, Precision precision)
    {
        using var peer = Start(batch);
        if (peer is null)
        {
            Console.WriteLine("PyTorch: absent (no python3 with torch)");
            return;
        }

        var type = precision == Precision.Single ? "complex64" : "complex128";
        Console.WriteLine($"batch {batch}, {precision} against PyTorch in complex64 and {type}, 1 thread, ms: median (fast end)");
        foreach (var qubits in sizes)
        {
            var work = new QuantumBatchWork(qubits, batch, 1, precision);
            Agree(work, peer, qubits);
            foreach (var (task, action) in ((string, Action<int>)[])[("forward", work.Forward), ("both", work.Both)])
            {
                Timing.Of(() => action(0), 3);
                var rows = new List<(double Ours, double Single, double Same)>();
                for (var round = 0; round < Rounds + 3; round++)
                {
                    var mine = Milliseconds(action);
                    var single = Ask(peer, $"{task} {qubits} complex64")[0];
                    rows.Add((mine, single, type == "complex64" ? single : Ask(peer, $"{task} {qubits} {type}")[0]));
                }

                var measured = rows.Skip(3).ToArray();
                var ours = Ends(measured.Select(row => row.Ours));
                Console.WriteLine(
                    $"n = {qubits,2} {task,-8} QXai {ours.Median,8:F3} ({ours.Fast:F3})"
                    + Ratio("complex64", ours, Ends(measured.Select(row => row.Single)))
                    + (type == "complex64" ? "" : Ratio(type, ours, Ends(measured.Select(row => row.Same)))));
            }
        }
    }

    private static string Ratio(string name, (double Median, double Fast) ours, (double Median, double Fast) theirs) =>
        $"   {name} {theirs.Median,8:F2} ({theirs.Fast:F2}): {theirs.Median / ours.Median,5:F1} x ({theirs.Fast / ours.Fast:F1})";

    private static void Agree(QuantumBatchWork work, Process peer, int qubits)
    {
        var (expectations, inputs, weights) = work.Check();
        var answer = Ask(peer, $"check {qubits} complex128");
        var largest = new[] { expectations - answer[0], inputs - answer[1], weights - answer[2] }.Max(Math.Abs);
        Console.WriteLine($"n = {qubits,2} sums of results differ by {largest:0.0E+0}; PyTorch joins {answer[3]} qubits per matrix");
    }

    /// <summary>A call's time, from as many calls as take 2 ms, which is little beside the peer's.</summary>
    private static double Milliseconds(Action<int> action)
    {
        var clock = Stopwatch.StartNew();
        var calls = 0;
        for (; calls == 0 || clock.Elapsed.TotalMilliseconds < 2; calls++)
        {
            action(0);
        }

        return clock.Elapsed.TotalMilliseconds / calls;
    }

    private static (double Median, double Fast) Ends(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2], sorted[sorted.Length / 10]);
    }

    private static double[] Ask(Process peer, string question)
    {
        peer.StandardInput.WriteLine(question);
        peer.StandardInput.Flush();
        var answer = peer.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"the peer did not answer \"{question}\"");
        return [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>PyTorch at its best: AVX-512 kernels, and an allocator that keeps its pages.</summary>
    private static Process? Start(int batch)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [Script("torch_vqc_batch.py"), "--batch", $"{batch}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in ((string, string)[])
            [("MALLOC_MMAP_THRESHOLD_", "4294967296"), ("MALLOC_TRIM_THRESHOLD_", "8589934592"), ("MALLOC_TOP_PAD_", "268435456"),
            ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"), ("ATEN_CPU_CAPABILITY", "avx512")])
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        try
        {
            var process = Process.Start(start);
            process?.StandardInput.WriteLine("forward 1 complex64");
            return process?.StandardOutput.ReadLine() is null ? null : process;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Script(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "peers", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"peers/{name} is not beside the benchmarks");
    }
}
