using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Simulation;

[Trait("Kind", "Simd")]
public class StateVectorTests
{
    [Fact]
    public void Ninety_circuits_end_in_the_states_of_the_independent_simulator()
    {
        Assert.Equal(90, FixtureCircuits.Pure.Length);
        foreach (var fixture in FixtureCircuits.Pure)
        {
            var state = StateVector<double>.Run(fixture.Document.Circuit, [], fixture.Document.Weights.AsSpan(), fixture.Initial);
            var (expected, probabilities) = (fixture.State, fixture.Numbers("probs"));
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    (state[i] - expected[i]).Magnitude < 1e-12,
                    $"{fixture}: amplitude {i} is {state[i]}, not {expected[i]}\n{fixture.Document.Circuit}");
                Assert.Equal(probabilities[i], state.Probabilities()[i], 1e-12);
            }
        }
    }

    [Fact]
    public void Qubit_zero_is_the_most_significant_bit()
    {
        var state = StateVector<double>.Run(new Circuit(3).X(0));
        Assert.Equal(Complex.One, state[0b100]);
    }

    [Fact]
    public void The_norm_drifts_by_less_than_1e_12_in_ten_thousand_random_gates()
    {
        var make = new RandomCircuits(1);
        var (circuit, x, w) = (make.Circuit(8, 10_000), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        Assert.True(Math.Abs(StateVector<double>.Run(circuit, x, w).Norm() - 1) < 1e-12);
    }

    [Fact]
    public void A_GHZ_state_of_twenty_qubits_has_the_known_expectations()
    {
        var circuit = Enumerable.Range(0, 19).Aggregate(new Circuit(20).H(0), (c, q) => c.CNOT(q, q + 1));
        var state = StateVector<double>.Run(circuit);
        Assert.Equal(1, state.Expectation(Observable.Parse("Z0 Z19", 20)), 1e-14);
        Assert.Equal(0, state.Expectation(Observable.Z(7)), 1e-14);
        Assert.Equal(1, state.Expectation(Observable.Pauli(PauliString.FromWord(new string('X', 20)))), 1e-14);
        Assert.Equal(-1, state.Expectation(Observable.Pauli(PauliString.FromWord("YY" + new string('X', 18)))), 1e-14);
    }

    [Fact]
    public void More_than_the_memory_is_refused_before_it_is_taken()
    {
        var error = Assert.Throws<InputException>(() => MemoryBudget.Require("A state of 34 qubits", 16L << 34, 22L << 30));
        Assert.Equal("A state of 34 qubits needs 256 GiB of memory, but 22 GiB are available.", error.Message);
        Assert.Equal("StateVector: 31 qubits are outside 1 to 30.", Assert.Throws<InputException>(() => new StateVector<double>(31)).Message);
        MemoryBudget.Require("A state of 20 qubits", 16L << 20, MemoryBudget.Available);
    }

    [Fact]
    public void Amplitudes_must_be_a_state_s()
    {
        Assert.Equal("StateVector: 3 amplitudes are no power of two, but n qubits have 2^n.",
            Assert.Throws<ArgumentException>(() => StateVector<double>.Of(1, 0, 0)).Message);
        Assert.Equal("StateVector: the squares of the 2 amplitudes sum to 2, but a state's sum to 1.",
            Assert.Throws<ArgumentException>(() => StateVector<double>.Of(1, Complex.ImaginaryOne)).Message);
        Assert.Equal("Apply: the state has 2 qubits, but 3 are needed.",
            Assert.Throws<ArgumentException>(() => new StateVector<double>(2).Apply(new Circuit(3))).Message);
    }
}
