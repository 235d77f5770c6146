using BenchmarkDotNet.Attributes;
using QXai.Benchmarks.Quick;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Suite;

/// <summary>
/// The hybrid's circuit for 64 samples on one thread: expectations, and expectations with gradients. Operations are those of the plain method (a
/// complex 2 x 2 matrix per qubit and block), so shares above 100 % mean that less arithmetic was needed.
/// </summary>
public class CircuitSuite : IMeasuredWork
{
    private QuantumBatchWork? work;

    [Params(4, 8, 10)]
    public int Qubits { get; set; }

    [Params(Precision.Double, Precision.Single)]
    public Precision Circuit { get; set; }

    public bool IsDouble => Circuit == Precision.Double;

    [GlobalSetup]
    public void Setup() => work = new QuantumBatchWork(Qubits, 64, 1, Circuit);

    [Benchmark]
    public void Expectations() => work!.Forward(0);

    [Benchmark]
    public void WithGradients() => work!.Both(0);

    public double Operations(string method) =>
        new QuantumBatchWork(Qubits, 64, 1, Circuit).PlainForward * (method == nameof(Expectations) ? 1 : 4);
}
