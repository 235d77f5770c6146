using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Tests.Simulation;

public class MemoryTests
{
    private const int Qubits = 20;
    private const long State = 16L << Qubits, Workspace = 8 << 20;

    [Fact]
    public void A_run_takes_one_state_and_a_gradient_no_more_than_three()
    {
        var circuit = SweepTests.Layers(Qubits, 1);
        var (weights, observable) = (new RandomCircuits(9).Numbers(circuit.Weights), Observable.Z(0));
        using var one = new Numerics.Parallel.WorkerPool(1);
        Workers.Pool = one;
        Assert.InRange(Allocated(() => StateVector<double>.Run(circuit, [], weights)), State, State + Workspace);
        Assert.InRange(Allocated(() => new Adjoint().Pullback(circuit, [observable], [1], [], weights)), 2 * State, 3 * State + Workspace);
        Assert.InRange(Allocated(() => new Adjoint().Differentiate(circuit, [observable, observable], [], weights)), 2 * State, 3 * State + Workspace);
        Workers.Pool = null;
    }

    [Fact]
    public void An_adjoint_reuses_its_states()
    {
        var circuit = SweepTests.Layers(16, 1);
        var (weights, adjoint) = (new RandomCircuits(9).Numbers(circuit.Weights), new Adjoint());
        var first = adjoint.Pullback(circuit, [Observable.Z(3)], [1], [], weights);
        Assert.InRange(Allocated(() => adjoint.Pullback(circuit, [Observable.Z(3)], [1], [], weights)), 0, 16L << 16);
        Assert.Equal(first.Weights, adjoint.Pullback(circuit, [Observable.Z(3)], [1], [], weights).Weights);
        Assert.Equal(first.Weights, new Adjoint().Pullback(circuit, [Observable.Z(3)], [1], [], weights).Weights);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
