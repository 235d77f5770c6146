using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;
using QXai.Quantum;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// The variational circuit of the hybrid model for a batch of angle-encoded samples: H and RY(x) on every qubit, then blocks of a CNOT ring and RZ RY RZ on every
/// qubit, measured by Z on every qubit. Milliseconds, and arithmetic as the plain method needs it: one complex 2 x 2 matrix per rotation triple and amplitude (16
/// operations forward, 48 with gradients), so that shares of the peak above 100 % mean that fewer operations were needed than that.
/// </summary>
internal static class QuantumBatchReport
{
    private const int Blocks = 4;

    /// <summary>Arguments: single (default double), 256 (narrower vectors), the batch size (default 256), the qubits (default 4, 8 and 10).</summary>
    public static void Print(string[] args)
    {
        var precision = args.Contains("single") ? Precision.Single : Precision.Double;
        int[] numbers = [.. args.Where(arg => int.TryParse(arg, out _)).Select(int.Parse)];
        var batch = numbers.FirstOrDefault(number => number > 30 || args.Contains("small"), 256);
        int[] sizes = [.. numbers.Where(number => number <= 30 && number != batch)];
        Console.WriteLine($"batch {batch}, {precision,-8} threads   forward ms  both ms   Pullback ms | plain GFLOP/s  share of peak: forward  Pullback");
        for (var workers = 1; workers <= Math.Min(2, Environment.ProcessorCount); workers++)
        {
            using var pool = new WorkerPool(workers);
            var peak = precision == Precision.Single ? Peak.SecondsPerFlop<Simd512<float>, float>(pool).Fast : Peak.SecondsPerFlop<Simd512<double>, double>(pool).Fast;
            foreach (var qubits in sizes.Length > 0 ? sizes : [4, 8, 10])
            {
                var work = new Work(qubits, batch, workers, precision);
                var forward = Timing.Of(() => pool.Run(work.Forward)).Fast;
                var both = Timing.Of(() => pool.Run(work.Both)).Fast;
                var pullback = Timing.Of(() => pool.Run(work.Pullback)).Fast;
                var plain = 16.0 * Blocks * qubits * (1 << qubits) * batch;
                Console.WriteLine(
                    $"n = {qubits,2}, peak {1e-9 / peak,5:F0}      {workers}    {1e3 * forward,9:F4} {1e3 * both,9:F4} {1e3 * pullback,9:F4}     | {4e-9 * plain / pullback,8:F0}  {plain / forward * peak,18:P0} {4 * plain / pullback * peak,9:P0}");
            }
        }
    }

    /// <summary>The circuit.</summary>
    public static Circuit Model(int qubits)
    {
        var circuit = new Circuit(qubits);
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            circuit = circuit.H(qubit).RY(qubit, input: qubit);
        }

        for (var block = 0; block < Blocks; block++)
        {
            for (var qubit = 0; qubit < qubits && qubits > 1; qubit++)
            {
                circuit = circuit.CNOT(qubit, (qubit + 1) % qubits);
            }

            for (var qubit = 0; qubit < qubits; qubit++)
            {
                var weight = (block * qubits + qubit) * 3;
                circuit = circuit.RZ(qubit, weight: weight).RY(qubit, weight: weight + 1).RZ(qubit, weight: weight + 2);
            }
        }

        return circuit;
    }

    private sealed class Work
    {
        private readonly Circuit circuit;
        private readonly int batch, workers, qubits;
        private readonly BatchSimulator[] simulators;
        private readonly double[] inputs, weights, cotangents, expectations, inputGradients;
        private readonly double[][] weightGradients;

        public Work(int qubits, int batch, int workers, Precision precision)
        {
            (this.qubits, this.batch, this.workers, circuit) = (qubits, batch, workers, Model(qubits));
            Observable[] observables = [.. Enumerable.Range(0, qubits).Select(Observable.Z)];
            simulators = [.. Enumerable.Range(0, workers).Select(_ => new BatchSimulator(circuit, observables, precision))];
            (inputs, weights) = (Numbers(batch * qubits), Numbers(circuit.Weights));
            (cotangents, expectations, inputGradients) = (Numbers(batch * qubits), new double[batch * qubits], new double[batch * qubits]);
            weightGradients = [.. simulators.Select(_ => new double[weights.Length])];
        }

        public void Forward(int worker)
        {
            var (start, end) = WorkerPool.Split(batch, worker, workers);
            simulators[worker].Expectations(end - start, Rows(inputs, start, end), weights, Rows(expectations, start, end));
        }

        public void Pullback(int worker)
        {
            var (start, end) = WorkerPool.Split(batch, worker, workers);
            Array.Clear(weightGradients[worker]);
            Rows(inputGradients, start, end).Clear();
            simulators[worker].Pullback(
                end - start, Rows(inputs, start, end), weights, Rows(cotangents, start, end), Rows(inputGradients, start, end), weightGradients[worker]);
        }

        public void Both(int worker)
        {
            Forward(worker);
            Pullback(worker);
        }

        private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(1.7 * i + 0.3) * 3)];

        private Span<double> Rows(double[] array, int start, int end) => array.AsSpan(start * qubits, (end - start) * qubits);
    }
}
