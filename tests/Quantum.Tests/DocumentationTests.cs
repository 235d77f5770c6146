using QXai.Numerics.Random;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Gates;
using QXai.Quantum.Measurement;
using QXai.Quantum.Noise;
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
        var circuit = new Circuit(3).H(0).X(0).Add(GateCatalogue.RX, [2], [0.3], [new Control(0), new Control(1, On: false)]).RY(1, Angle.Weight(0) * Angle.Input(1));
        Assert.Equal((2, 1), (circuit.Inputs, circuit.Weights));
        var noisy = circuit.Noise(Channel.Depolarizing(0.01), 0, 1).Then(c => c.CNOT(0, 1));
        var rho = DensityMatrix.Run(noisy, [0, 0.4], [0.5]);
        var estimate = ShotEstimator.Estimate(rho, Observable.Z(0), 1000, new SeededRandom(1));
        Assert.InRange(estimate.Mean - rho.Expectation(Observable.Z(0)), -5 * estimate.StandardError, 5 * estimate.StandardError);
    }
}
