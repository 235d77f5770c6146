using System.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Gates;
using QXai.Quantum.Measurement;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Measurement;

public class MeasurementTests
{
    private static readonly StateVector<double> Ghz = StateVector<double>.Run(new Circuit(3).H(0).CNOT(0, 1).CNOT(1, 2));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_Hermitian_matrix_is_its_Pauli_sum(int seed)
    {
        var make = new RandomCircuits((ulong)seed);
        var u = make.Unitary(1 << seed);
        var matrix = u + u.Adjoint();
        int[] qubits = [.. new[] { 3, 0, 2 }.Take(seed)];
        var state = make.State(4);
        var rho = state.Reduced(qubits);
        Assert.Equal((matrix * rho).Trace().Real, state.Expectation(Observable.FromMatrix(matrix, qubits)), 1e-13);
        Assert.Equal("X0 Y1", Observable.FromMatrix(PauliMatrices.Word("YX"), 1, 0).ToString());
    }

    [Fact]
    public void Projectors_give_probabilities_and_fidelities()
    {
        var state = new RandomCircuits(4).State(3);
        Assert.Equal(state.Marginal(2, 0)[0b01], state.Expectation(Observable.Projector("01", 2, 0)), 1e-14);
        Assert.Equal(Math.Pow(state[5].Magnitude, 2), state.Expectation(Observable.Projector("101", 0, 1, 2)), 1e-14);
        Complex[] bell = [Math.Sqrt(0.5), 0, 0, Math.Sqrt(0.5)];
        Assert.Equal(0.5, Ghz.Expectation(Observable.Projector(bell.AsSpan(), 0, 2)), 1e-14);
    }

    [Fact]
    public void Marginals_sum_the_other_qubits()
    {
        Assert.Equal([0.5, 0, 0, 0.5], Ghz.Marginal(0, 2).Select(p => Math.Round(p, 14)));
        var state = new RandomCircuits(5).State(4);
        var rho = DensityMatrix.Of(state);
        Assert.Equal(state.Marginal(3, 1), rho.Marginal(3, 1));
        Assert.True(state.Reduced(3, 1).Distance(rho.Reduced(3, 1)) < 1e-15);
        Assert.True(Ghz.Reduced(1).Distance(0.5 * ComplexMatrix.Identity(2)) < 1e-15);
        Assert.Equal("Marginal: qubits [1, 1] must be distinct and from 0 to 2.", Assert.Throws<ArgumentException>(() => Ghz.Marginal(1, 1)).Message);
    }

    [Fact]
    public void Variances_and_covariances_are_those_known_by_hand()
    {
        Assert.Equal(1, Ghz.Variance(Observable.Z(0)), 1e-14);
        Assert.Equal(0, Ghz.Variance(Observable.Parse("Z0 Z1", 3)), 1e-14);
        Assert.Equal(1, Ghz.Covariance(Observable.Z(0), Observable.Z(2)), 1e-14);
        Assert.Equal(0, Ghz.Covariance(Observable.X(0), Observable.Z(0)), 1e-14);
        var single = StateVector<double>.Run(new Circuit(1).RY(0, 0.6));
        Assert.Equal(1 - Math.Cos(0.6) * Math.Cos(0.6), single.Variance(Observable.Z(0)), 1e-14);
        Assert.Equal(-Math.Sin(0.6) * Math.Cos(0.6), single.Covariance(Observable.X(0), Observable.Z(0)), 1e-14);
        var make = new RandomCircuits(6);
        var (state, a, b) = (make.State(3), make.Observable(3), make.Observable(3));
        var rho = DensityMatrix.Of(state);
        Assert.Equal(state.Covariance(a, b), rho.Covariance(a, b), 1e-12);
        Assert.Equal(state.Variance(a), rho.Variance(a), 1e-12);
    }

    [Fact]
    public void Products_of_Pauli_strings_are_those_of_their_matrices()
    {
        foreach (var p in "IXYZ")
        {
            foreach (var q in "IXYZ")
            {
                var (power, product) = PauliString.Product(PauliString.FromWord($"{p}Z"), PauliString.FromWord($"{q}Y"));
                var expected = PauliMatrices.Word($"{p}Z") * PauliMatrices.Word($"{q}Y");
                Assert.True(expected.Distance(Complex.Pow(Complex.ImaginaryOne, power) * PauliMatrices.Word(product.ToWord(2))) < 1e-14);
            }
        }
    }

    [Fact]
    public void Shots_come_within_standard_errors_and_depend_on_the_seed_alone()
    {
        var make = new RandomCircuits(7);
        var state = make.State(3);
        var observable = Observable.Parse("0.5*Z0 Z1 + X2 - 2*Y0 X2 + 3", 3);
        Assert.Equal(["Z0 Z1 X2", "Y0 X2"], MeasurementGroup.Of(observable).Select(group => group.Basis.ToString()));
        var estimate = ShotEstimator.Estimate(state, observable, 20_000, new SeededRandom(1));
        Assert.InRange(estimate.StandardError, 0.005, 0.03);
        Assert.InRange(estimate.Mean - state.Expectation(observable), -4 * estimate.StandardError, 4 * estimate.StandardError);
        Assert.Equal(estimate, ShotEstimator.Estimate(state, observable, 20_000, new SeededRandom(1)));
        Assert.NotEqual(estimate, ShotEstimator.Estimate(state, observable, 20_000, new SeededRandom(2)));
        var readout = new Readout(new(0.1, 0.2), default, new(0.05, 0));
        var noisy = ShotEstimator.Estimate(DensityMatrix.Of(state), observable, 20_000, new SeededRandom(1), readout);
        Assert.InRange(noisy.Mean - state.Expectation(readout.AsMeasured(observable)), -4 * noisy.StandardError, 4 * noisy.StandardError);
    }

    [Fact]
    public void Counts_tell_frequencies_with_errors()
    {
        var counts = Sampler.Draw(Ghz.Probabilities(), 1000, new SeededRandom(3));
        Assert.Equal([0, 7], counts.Counts.Keys);
        Assert.Equal(1000, counts.Counts.Values.Sum());
        var frequency = counts.Frequency(7);
        Assert.InRange(frequency.Mean, 0.44, 0.56);
        Assert.Equal(Math.Sqrt(frequency.Mean * (1 - frequency.Mean) / 1000), frequency.StandardError, 1e-15);
        Assert.Equal($"000: {counts.Counts[0]}\n111: {counts.Counts[7]}", counts.ToString());
        Assert.Equal(new Estimate(1, 0), Sampler.Draw([0, 1], 10, new SeededRandom(1)).Mean(state => state));
    }

    [Fact]
    public void Whatever_does_not_fit_is_refused_by_name()
    {
        Refuses(
            "Observable: the matrix is not Hermitian: M differs from M^dag by 1E+0, but at most 1E-10 is accepted.",
            () => Observable.FromMatrix(new(0, 1, 0, 0), 0));
        Refuses(
            "Observable: a matrix of size 2 x 2 does not fit 2 qubits: 2^k for 1 to 6 qubits is needed.",
            () => Observable.FromMatrix(PauliMatrices.X, 0, 1));
        Refuses("FromMatrix: qubits [1, 1] must be distinct and from 0 to 63.", () => Observable.FromMatrix(ComplexMatrix.Identity(4), 1, 1));
        Refuses("Projector: \"02\" does not tell a bit 0 or 1 for each of 2 qubits, 1 to 12 being possible.", () => Observable.Projector("02", 0, 1));
    }

    private static void Refuses(string message, Func<object> call) => Assert.Equal(message, Assert.Throws<ArgumentException>(call).Message);
}
