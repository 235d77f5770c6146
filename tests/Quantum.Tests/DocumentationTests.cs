using QXai.Numerics.Random;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;
using QXai.Quantum.Measurement;
using QXai.Quantum.Noise;
using QXai.Quantum.Optimisation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests;

/// <summary>The calls that docs/quantum.md shows, as it shows them.</summary>
public class DocumentationTests
{
    [Fact]
    public void The_first_example_runs()
    {
        var circuit = new Circuit(2).H(0).RY(0, input: 0).CNOT(0, 1).RZ(1, weight: 0);
        double[] x = [0.7], w = [0.3];
        var state = StateVector<double>.Run(circuit, x, w);
        Assert.Equal(0.5, state.Expectation(Observable.Parse("0.5*Z0 Z1 + X1", qubits: 2)), 1e-14);
        Assert.Equal(-Math.Cos(0.7), new Adjoint().Differentiate(circuit, [Observable.Z(0)], x, w).Inputs[0, 0], 1e-14);
        Assert.Equal(circuit, Circuit.FromQasm(circuit.ToQasm()));
    }

    [Fact]
    public void Controls_products_noise_and_shots_are_written_like_this()
    {
        var circuit = new Circuit(3).H(0).X(0).Add(GateCatalogue.RX, [2], [0.3], [new Control(0), new Control(1, On: false)])
            .RY(1, Angle.Weight(0) * Angle.Input(1));
        Assert.Equal((2, 1), (circuit.Inputs, circuit.Weights));
        var noisy = circuit.Noise(Channel.Depolarizing(0.01), 0, 1).Then(c => c.CNOT(0, 1));
        var rho = DensityMatrix.Run(noisy, [0, 0.4], [0.5]);
        var estimate = ShotEstimator.Estimate(rho, Observable.Z(0), 1000, new SeededRandom(1));
        Assert.Equal(0.01, noisy.ReadoutError(new ReadoutError(0.01, 0.03), 0).Readout.Errors[0].ZeroReadAsOne);
        Assert.InRange(estimate.Mean - rho.Expectation(Observable.Z(0)), -5 * estimate.StandardError, 5 * estimate.StandardError);
    }

    [Fact]
    public void Evolutions_ansaetze_batches_and_optimisers_are_written_like_this()
    {
        var heisenberg = new ComplexMatrix(1, 0, 0, 0, 0, -1, 2, 0, 0, 2, -1, 0, 0, 0, 0, 1);
        Assert.True((PauliMatrices.Word("XX") + PauliMatrices.Word("YY") + PauliMatrices.Word("ZZ")).Distance(heisenberg) == 0);
        var chain = new Circuit(3).X(1).Evolution(heisenberg, [0, 1], weight: 0).Evolution(heisenberg, [1, 2], 0.5 * Angle.Weight(0));
        var energy = Observable.Parse("Z0 + 0.5*Z2", 3);
        var found = new QuantumNaturalGradient(LearningRate: 0.1).Minimise(chain, energy, inputs: [], weights: [0.2], steps: 50);
        var estimated = new SpsaOptimiser().Minimise(chain, energy, [], [0.2], steps: 50, new SeededRandom(1));
        Assert.True(found.Values[^1] < found.Values[0] - 0.1);
        Assert.True(estimated.Values[^1] < estimated.Values[0] - 0.1);

        var model = VariationalCircuit.Build(4, new IqpEncoding(), new StronglyEntangling(3));
        var reuploaded = VariationalCircuit.Build(4, new AngleEncoding(), new Ansatz(3), reuploading: true);
        var own = new RepeatedCircuit(new Circuit(2).RY(0, weight: 0).RY(1, input: 1).CNOT(0, 1), Blocks: 4);
        Assert.Equal((4, 36), (model.Inputs, model.Weights));
        Assert.Equal(3 * 4, reuploaded.Gates.Count(gate => gate.Angles is [{ Source: AngleSource.Input }]));
        Assert.Equal(4, own.WeightsFor(2));
        Assert.Equal(34, new QuantumConvolution().WeightsFor(4));
        Assert.Equal((36, 24), (new StronglyEntangling(3).WeightsFor(4), new HardwareEfficient(3).WeightsFor(4)));

        var make = new RandomCircuits(1);
        var (inputs, weights, expectations) = (make.Numbers(8), make.Numbers(36), new double[4]);
        var simulator = new BatchSimulator(model, [Observable.Z(0), Observable.Z(1)], Precision.Single);
        simulator.Expectations(2, inputs, weights, expectations);
        Assert.Equal(StateVector<double>.Run(model, inputs.AsSpan(4), weights).Expectation(Observable.Z(1)), expectations[3], 1e-5);
        simulator.Pullback(2, inputs, weights, [1, 0, 0, 1], new double[8], new double[36]);
    }
}
