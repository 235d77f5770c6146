using QXai.Quantum.Batch;

namespace QXai.Quantum.Tests.Batch;

[Trait("Kind", "Simd")]
public class BatchSimulatorTests
{
    [Fact]
    public void Expectations_and_gradients_are_those_of_the_independent_simulator()
    {
        foreach (var fixture in FixtureCircuits.Pure.Where(fixture => fixture.Document.Initial.IsEmpty))
        {
            var (circuit, weights) = (fixture.Document.Circuit, fixture.Document.Weights);
            var simulator = new BatchSimulator(circuit, fixture.Document.Observables);
            var expectations = new double[fixture.Document.Observables.Length];
            simulator.Expectations(1, [], weights.AsSpan(), expectations);
            var rows = fixture.Rows("grad");
            for (var m = 0; m < expectations.Length; m++)
            {
                Assert.Equal(fixture.Numbers("expval")[m], expectations[m], 1e-11);
                var (cotangents, gradients) = (new double[expectations.Length], new double[circuit.Weights]);
                cotangents[m] = 1;
                simulator.Pullback(1, [], weights.AsSpan(), cotangents, [], gradients);
                for (var j = 0; j < gradients.Length; j++)
                {
                    Assert.True(Math.Abs(rows[m][j] - gradients[j]) < 1e-11, $"{fixture}: {gradients[j]} instead of {rows[m][j]}");
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated_when_warm()
    {
        var circuit = new Circuit(5).H(0).RY(1, input: 0).CNOT(0, 2).RXX(1, 3, weight: 0).CSwap(0, 1, 4).U3(2, 0.1, Angle.Weight(1), 0.2).ISwap(3, 4);
        var simulator = new BatchSimulator(circuit, [Observable.Z(0), Observable.Parse("X1 Y2 + 0.5", 5)]);
        var (x, w, g) = (new[] { 0.1, 0.2, 0.3 }, new[] { 0.4, 0.5 }, new double[6]);
        var (dx, dw) = (new double[3], new double[2]);
        for (var i = 0; i < 3; i++)
        {
            simulator.Expectations(3, x, w, g);
            simulator.Pullback(3, x, w, g, dx, dw);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        simulator.Expectations(3, x, w, g);
        simulator.Pullback(3, x, w, g, dx, dw);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Gradients_add_up_and_empty_ones_are_skipped()
    {
        var simulator = new BatchSimulator(new Circuit(1).RY(0, input: 0).RY(0, weight: 0), [Observable.Z(0)]);
        double[] dx = [1, 1], dw = [1];
        simulator.Pullback(2, [0.1, 0.2], [0.3], [1, 2], dx, []);
        simulator.Pullback(2, [0.1, 0.2], [0.3], [1, 2], [], dw);
        Assert.Equal(1 - Math.Sin(0.4), dx[0], 1e-15);
        Assert.Equal(1 - 2 * Math.Sin(0.5), dx[1], 1e-15);
        Assert.Equal(dx[0] + dx[1] - 1, dw[0], 1e-15);
    }

    [Fact]
    public void Wrong_lengths_are_refused_by_name()
    {
        var simulator = new BatchSimulator(new Circuit(1).RY(0, input: 0).RY(0, weight: 0), [Observable.Z(0)]);
        Assert.Equal("Expectations: inputs has 1 numbers, but 2 are needed.",
            Assert.Throws<ArgumentException>(() => simulator.Expectations(2, [1], [1], new double[2])).Message);
        Assert.Equal("Pullback: cotangents has 1 numbers, but 2 are needed.",
            Assert.Throws<ArgumentException>(() => simulator.Pullback(2, [1, 2], [1], [1], [], [])).Message);
        Assert.Equal("BatchSimulator: observable Z3 needs 4 qubits, but there are 1.",
            Assert.Throws<ArgumentException>(() => new BatchSimulator(new Circuit(1), [Observable.Z(3)])).Message);
    }
}
