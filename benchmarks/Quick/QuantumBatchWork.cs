using QXai.Numerics.Parallel;
using QXai.Quantum;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// The variational circuit of the hybrid model for a batch of angle-encoded samples: H and RY(x) on every qubit, then 4 blocks of a CNOT ring and
/// RZ RY RZ on every qubit, measured by Z on every qubit. Each worker has a simulator and a fixed share of the batch. Two batches take turns, so that
/// nothing that is held from one call serves the next.
/// </summary>
internal sealed class QuantumBatchWork
{
    private const int Blocks = 4;

    private readonly int qubits, batch, workers;
    private readonly BatchSimulator[] simulators;
    private readonly double[][] inputs, weightGradients;
    private readonly double[] weights, cotangents, expectations, inputGradients;
    private readonly int[] calls;

    public QuantumBatchWork(int qubits, int batch, int workers, Precision precision)
    {
        (this.qubits, this.batch, this.workers) = (qubits, batch, workers);
        var circuit = Model(qubits);
        Observable[] observables = [.. Enumerable.Range(0, qubits).Select(Observable.Z)];
        simulators = [.. Enumerable.Range(0, workers).Select(_ => new BatchSimulator(circuit, observables, precision))];
        (inputs, weights) = ([Numbers(batch * qubits), [.. Numbers(batch * qubits).Select(x => x + 1)]], Numbers(circuit.Weights));
        (cotangents, expectations, inputGradients) = (Numbers(batch * qubits), new double[batch * qubits], new double[batch * qubits]);
        weightGradients = [.. simulators.Select(_ => new double[weights.Length])];
        calls = new int[workers];
    }

    /// <summary>
    /// Operations of the plain method: a complex 2 x 2 matrix per qubit and block takes 16 per amplitude forward; with gradients, state and costate
    /// backward and the sums of their products take 48 more.
    /// </summary>
    public double PlainForward => 16.0 * Blocks * qubits * (1 << qubits) * batch;

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

    /// <summary>A worker's expectations.</summary>
    public void Forward(int worker)
    {
        calls[worker]++;
        var (start, end) = WorkerPool.Split(batch, worker, workers);
        simulators[worker].Expectations(end - start, Rows(Batch(worker), start, end).Span, weights, Rows(expectations, start, end).Span);
    }

    /// <summary>A worker's gradients alone.</summary>
    public void Pullback(int worker)
    {
        calls[worker]++;
        Gradients(worker);
    }

    /// <summary>A worker's expectations, then their gradients: what a training step does.</summary>
    public void Both(int worker)
    {
        Forward(worker);
        Gradients(worker);
    }

    /// <summary>The sums of all expectations, input gradients and weight gradients of the first batch.</summary>
    public (double Expectations, double Inputs, double Weights) Check()
    {
        for (var worker = 0; worker < workers; worker++)
        {
            calls[worker] = 1;
            Both(worker);
        }

        return (expectations.Sum(), inputGradients.Sum(), weightGradients.Sum(gradients => gradients.Sum()));
    }

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => 3 * Math.Sin(1.7 * i + 0.3))];

    private void Gradients(int worker)
    {
        var (start, end) = WorkerPool.Split(batch, worker, workers);
        Array.Clear(weightGradients[worker]);
        Rows(inputGradients, start, end).Span.Clear();
        var (x, g, dx) = (Rows(Batch(worker), start, end), Rows(cotangents, start, end), Rows(inputGradients, start, end));
        simulators[worker].Pullback(end - start, x.Span, weights, g.Span, dx.Span, weightGradients[worker]);
    }

    private double[] Batch(int worker) => inputs[calls[worker] & 1];

    private Memory<double> Rows(double[] array, int start, int end) => array.AsMemory(start * qubits, (end - start) * qubits);
}
