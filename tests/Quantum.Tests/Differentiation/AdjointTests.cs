using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Differentiation;

public class AdjointTests
{
    [Fact]
    public void One_backward_sweep_of_a_weighted_sum_is_the_weighted_sum_of_rows()
    {
        var make = new RandomCircuits(11);
        var (circuit, x, w) = (make.Circuit(4, 30), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        Observable[] observables = [make.Observable(4), make.Observable(4), make.Observable(4)];
        double[] g = [0.5, -2, 0.25];
        var (rows, sum) = (new Adjoint().Differentiate(circuit, observables, x, w), new Adjoint().Pullback(circuit, observables, g, x, w));
        Assert.Equal(g.Select((factor, m) => factor * rows.Expectations[m]).Sum(), sum.Expectations[0], 1e-13);
        for (var j = 0; j < w.Length; j++)
        {
            Assert.Equal(g.Select((factor, m) => factor * rows.Weights[m, j]).Sum(), sum.Weights[0, j], 1e-13);
        }
    }

    [Fact]
    public void The_costate_at_the_beginning_is_the_gradient_of_the_initial_amplitudes()
    {
        var make = new RandomCircuits(12);
        var (circuit, x, w) = (make.Circuit(3, 20), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var (initial, observable, costate) = (make.State(3), make.Observable(3), new StateVector<double>(3));
        new Adjoint().Pullback(circuit, [observable], [1], x, w, initial, costate);
        for (var i = 0; i < initial.Dimension; i++)
        {
            Assert.Equal(Difference(initial.Real, i), 2 * costate.Real[i], 1e-8);
            Assert.Equal(Difference(initial.Imaginary, i), 2 * costate.Imaginary[i], 1e-8);
        }

        double Difference(Span<double> plane, int i)
        {
            var centre = plane[i];
            plane[i] = centre + 1e-4;
            var above = StateVector<double>.Run(circuit, x, w, initial).Expectation(observable);
            plane[i] = centre - 1e-4;
            var below = StateVector<double>.Run(circuit, x, w, initial).Expectation(observable);
            plane[i] = centre;
            return (above - below) / 2e-4;
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        var circuit = new Circuit(2).RX(0, input: 0).RY(1, weight: 1);
        Assert.Equal("adjoint: 0 inputs and 2 weights were given, but the circuit takes 1 and 2.",
            Assert.Throws<ArgumentException>(() => new Adjoint().Differentiate(circuit, [], [], [1, 2])).Message);
        Assert.Equal("shift: observable Z2 needs 3 qubits, but there are 2.",
            Assert.Throws<ArgumentException>(() => new ParameterShift().Differentiate(circuit, [Observable.Z(2)], [1], [1, 2])).Message);
        Assert.Equal("lie: the initial state has 3 qubits, but the circuit has 2.",
            Assert.Throws<ArgumentException>(() => new LieBracket().Differentiate(circuit, [], [1], [1, 2], new StateVector<double>(3))).Message);
        Assert.Equal("adjoint: 1 cotangents were given for 0 observables.",
            Assert.Throws<ArgumentException>(() => new Adjoint().Pullback(circuit, [], [1], [1], [1, 2])).Message);
        Assert.Equal("adjoint: weight 1 is NaN, but a finite number is needed.",
            Assert.Throws<ArgumentException>(() => new Adjoint().Differentiate(circuit, [], [1], [1, double.NaN])).Message);
        Assert.Equal("Apply: input 0 is Infinity, but a finite number is needed.",
            Assert.Throws<ArgumentException>(() => StateVector<double>.Run(circuit, [double.PositiveInfinity], [1, 2])).Message);
    }
}
