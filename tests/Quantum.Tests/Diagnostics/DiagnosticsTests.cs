using System.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Diagnostics;
using QXai.Quantum.Encodings;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Diagnostics;

public class DiagnosticsTests
{
    [Fact]
    public void A_circuit_that_always_gives_one_state_diverges_most()
    {
        var idle = Expressibility.Of(new Circuit(1).H(0), [], 10, new SeededRandom(1), bins: 75);
        Assert.Equal(Math.Log(75), idle.Divergence, 1e-12);
        Assert.Equal(3 * Math.Log(10), Expressibility.Of(new Circuit(2).H(0), [], 10, new SeededRandom(1), bins: 10).Divergence, 1e-12);
        Assert.Equal(1, idle.Haar.Sum(), 1e-12);
        Assert.Equal(1 - Math.Pow(0.9, 7), Expressibility.HaarShare(0, 10, 3), 1e-14);
    }

    [Fact]
    public void More_general_rotations_are_more_expressive()
    {
        // Sim et al.: H then RZ reaches the equator only; RZ RY RZ nearly all of the sphere.
        var equator = Expressibility.Of(new Circuit(1).H(0).RZ(0, weight: 0), [], 2000, new SeededRandom(2)).Divergence;
        var general = Expressibility.Of(new StronglyEntangling(3).Append(new Circuit(2)), [], 2000, new SeededRandom(2)).Divergence;
        Assert.InRange(equator, 0.15, 0.35);
        Assert.InRange(general, 0, 0.06);
    }

    [Fact]
    public void Entanglement_is_zero_for_products_and_one_for_GHZ()
    {
        Assert.Equal(0, Entanglement.MeyerWallach(StateVector<double>.Run(new Circuit(3).H(0).RY(1, 0.3).RX(2, 2))), 1e-14);
        Assert.Equal(1, Entanglement.MeyerWallach(StateVector<double>.Run(new Circuit(4).H(0).CNOT(0, 1).CNOT(1, 2).CNOT(2, 3))), 1e-14);
        // W state of three qubits: every qubit alone has purity 5/9, so that Q = 8/9.
        var w = StateVector<double>.Of(0, Math.Sqrt(1 / 3.0), Math.Sqrt(1 / 3.0), 0, Math.Sqrt(1 / 3.0), 0, 0, 0);
        Assert.Equal(8 / 9.0, Entanglement.MeyerWallach(w), 1e-14);
        Assert.Equal(0, Entanglement.Capability(new Ansatz(2, Entangler.None).Append(new Circuit(3)), [], 20, new SeededRandom(1)).Mean, 1e-14);
        var deep = Entanglement.Capability(new StronglyEntangling(5).Append(new Circuit(4)), [], 300, new SeededRandom(1));
        Assert.InRange(deep.Mean - 14 / 17.0, -4 * deep.StandardError - 0.01, 4 * deep.StandardError + 0.01);
    }

    [Fact]
    public void Gradients_vanish_as_known_by_hand()
    {
        // E = product of cos w_q: Var dE/dw_0 = E[sin^2] E[cos^2]^(n-1) = 2^-n, slope -log 2.
        Circuit Product(int n) => new Ansatz(1, Entangler.None, "x").Append(new Circuit(n));
        Observable AllZ(int n) => Observable.Pauli(new(0, (1UL << n) - 1));
        var plateau = GradientVariance.Of(Product, AllZ, 0, [1, 2, 3, 4], 4000, new SeededRandom(1));
        Assert.All(plateau.Points, point => Assert.InRange(point.Variance * Math.Pow(2, point.Qubits), 0.85, 1.15));
        Assert.InRange(plateau.Slope, -Math.Log(2) - 0.07, -Math.Log(2) + 0.07);
        var local = GradientVariance.Of(Product, _ => Observable.Z(0), 0, [1, 2, 3, 4], 500, new SeededRandom(1));
        Assert.InRange(local.Slope, -0.1, 0.1);
        Assert.Equal("GradientVariance: weight 0 does not move <Z1> on 2 qubits, so that there is no variance.",
            Assert.Throws<ArgumentException>(() => GradientVariance.Of(Product, _ => Observable.Z(1), 0, [2, 3], 10, new SeededRandom(1))).Message);
    }

    [Fact]
    public void Spectra_are_those_known_by_hand()
    {
        var cosine = FourierSpectrum.Of(new Circuit(1).RX(0, 2 * Angle.Input(0)), Observable.Z(0), 0, [9], []);
        Assert.Equal((2, 1), (cosine.Unit, cosine.Degree));
        Assert.Equal([0.5, 0, 0.5], cosine.Coefficients.Select(c => Math.Round(c.Real, 14)));

        // cos(x) cos(2x) = cos(x)/2 + cos(3x)/2: the input feeds two gates on two qubits.
        var product = FourierSpectrum.Of(new Circuit(2).RX(0, input: 0).RX(1, 2 * Angle.Input(0)), Observable.Parse("Z0 Z1", 2), 0, [0], []);
        Assert.Equal((1, 3), (product.Unit, product.Degree));
        Assert.Equal([0.25, 0, 0.25, 0, 0.25, 0, 0.25], product.Coefficients.Select(c => Math.Round(c.Real, 14)));
        Assert.All(product.Coefficients, c => Assert.Equal(0, c.Imaginary, 1e-14));
        Assert.Equal((1, 0), FourierSpectrum.Of(new Circuit(1, inputs: 1), Observable.Z(0), 0, [1], []) switch { var s => (s.Unit, s.Degree) });
    }

    [Fact]
    public void The_sum_over_the_spectrum_is_the_expectation_everywhere()
    {
        var circuit = VariationalCircuit.Build(3, new AngleEncoding(Scale: 0.5), new StronglyEntangling(2), reuploading: true).CRX(0, 1, Angle.Input(1) + 0.4)
            .P(2, -3 * Angle.Input(1)).RZZ(0, 1, Angle.Input(0) * Angle.Input(1));
        var (w, observable) = (new RandomCircuits(5).Numbers(circuit.Weights), Observable.Parse("X0 Y1 + Z2", 3));
        double[] x = [0.5, -0.3, 1.2];
        var spectrum = FourierSpectrum.Of(circuit, observable, 1, x, w);
        Assert.Equal(0.5, spectrum.Unit, 1e-9);
        Assert.Equal(2 * (2 * 0.5 + 1 + 3 + 0.5), spectrum.Degree);
        foreach (var value in new[] { -2, 0.1, 3, 50 })
        {
            Assert.Equal(StateVector<double>.Run(circuit, [0.5, value, 1.2], w).Expectation(observable), spectrum.At(value), 1e-11);
        }
    }

    [Fact]
    public void What_has_no_spectrum_is_refused_by_name()
    {
        Refuses(
            "FourierSpectrum: atan(x0) is no multiple of x0, so that the expectation has no finite spectrum in it.",
            new Circuit(1).RX(0, Angle.Input(0).Atan()));
        Refuses(
            "FourierSpectrum: x0*x0 is no multiple of x0, so that the expectation has no finite spectrum in it.",
            new Circuit(1).RX(0, Angle.Input(0) * Angle.Input(0)));
        Refuses("FourierSpectrum: 0 inputs and 0 weights were given, but the circuit takes 2 and 0.", new Circuit(1, inputs: 2), []);
        Assert.StartsWith("FourierSpectrum: the scales of x0 have no common unit above ", Assert.Throws<ArgumentException>(() =>
            FourierSpectrum.Of(new Circuit(1).RX(0, input: 0).RY(0, Math.Sqrt(2) * Angle.Input(0)), Observable.Z(0), 0, [1], [])).Message);
    }

    [Fact]
    public void The_effective_dimension_counts_the_weights_that_matter()
    {
        // RY(w): p = cos^2(w/2), Fisher information 1 everywhere, so that d = log(1 + kappa) / log kappa; an RZ in front adds nothing.
        var kappa = 1000 / (2 * Math.PI * Math.Log(1000));
        var one = EffectiveDimension.Of(new Circuit(1).RY(0, weight: 0), [[]], [0], 1000, 5, new SeededRandom(1));
        Assert.Equal(Math.Log(1 + kappa) / Math.Log(kappa), one, 1e-12);
        Assert.Equal(1, EffectiveDimension.Fisher(new Circuit(1).RY(0, weight: 0), [[]], [0], [0.7])[0, 0], 1e-13);
        var idle = EffectiveDimension.Of(new Circuit(1).RZ(0, weight: 1).RY(0, weight: 0), [[]], [0], 1000, 5, new SeededRandom(1));
        Assert.Equal(Math.Log(1 + 2 * kappa) / Math.Log(kappa), idle, 1e-12);
        var two = EffectiveDimension.Of(new Circuit(2).RY(0, weight: 0).RY(1, weight: 1), [[]], [0, 1], 1000, 5, new SeededRandom(1));
        Assert.Equal(2 * one, two, 1e-12);
        Assert.Equal("EffectiveDimension: the 1 weights do not change the probabilities of qubits [0].",
            Assert.Throws<ArgumentException>(() => EffectiveDimension.Of(new Circuit(1).RZ(0, weight: 0), [[]], [0], 1000, 2, new SeededRandom(1))).Message);
    }

    private static void Refuses(string message, Circuit circuit, double[]? inputs = null) => Assert.Equal(message,
        Assert.Throws<ArgumentException>(() => FourierSpectrum.Of(circuit, Observable.Z(0), 0, inputs ?? [1], [])).Message);
}
