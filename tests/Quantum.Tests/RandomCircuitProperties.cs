using FsCheck;
using FsCheck.Fluent;
using QXai.Quantum.Batch;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;
using QXai.Reference.Circuits;

namespace QXai.Quantum.Tests;

/// <summary>Properties of random circuits: the simulators, the differentiators and the Kronecker twin must all tell the same.</summary>
public class RandomCircuitProperties
{
    [Fact]
    public void States_and_expectations_are_those_of_the_Kronecker_twin() => ForAllSeeds(40, seed =>
    {
        var make = new RandomCircuits(seed, products: seed % 2 == 1);
        var qubits = 1 + (int)(seed % 5);
        var (circuit, x, w) = (make.Circuit(qubits, 25), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var (initial, observable) = (make.State(qubits), make.Observable(qubits));
        var state = StateVector<double>.Run(circuit, x, w, initial);
        var twin = new KroneckerSimulator(circuit, x, w, Amplitudes(initial));
        var expected = twin.State();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True((state[i] - expected[i]).Magnitude < 1e-12, $"seed {seed}: amplitude {i} is {state[i]}, not {expected[i]}\n{circuit}");
        }

        Assert.Equal(twin.Expectation(observable), state.Expectation(observable), 1e-12);
    });

    [Fact]
    public void Six_to_eight_qubits_agree_with_the_twin_too() => ForAllSeeds(3, seed =>
    {
        var make = new RandomCircuits(seed);
        var qubits = 6 + (int)(seed % 3);
        var (circuit, x, w) = (make.Circuit(qubits, 8), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var state = StateVector<double>.Run(circuit, x, w);
        var expected = new KroneckerSimulator(circuit, x, w).State();
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.True((state[i] - expected[i]).Magnitude < 1e-12));
    });

    [Fact]
    public void The_four_differentiators_and_the_twin_agree() => ForAllSeeds(25, seed =>
    {
        var make = new RandomCircuits(seed);
        var qubits = 1 + (int)(seed % 4);
        var (circuit, x, w) = (make.Circuit(qubits, 20), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var (initial, observable) = (make.State(qubits), make.Observable(qubits));
        var adjoint = new Adjoint().Differentiate(circuit, [observable], x, w, initial);
        var twin = new KroneckerSimulator(circuit, x, w, Amplitudes(initial));
        Assert.All(
            twin.Gradient(observable, AngleSource.Input, RandomCircuits.Inputs).Select((g, i) => g - adjoint.Inputs[0, i]),
            d => Assert.Equal(0, d, 1e-11));
        Assert.All(
            twin.Gradient(observable, AngleSource.Weight, RandomCircuits.Weights).Select((g, i) => g - adjoint.Weights[0, i]),
            d => Assert.Equal(0, d, 1e-11));
        foreach (var other in Differentiators.All)
        {
            var distance = adjoint.Distance(other.Differentiate(circuit, [observable], x, w, initial));
            Assert.True(distance < (other is FiniteDifference ? 1e-8 : 1e-11), $"seed {seed}: {other.Name} differs by {distance}\n{circuit}");
        }
    });

    [Fact]
    public void Eight_qubits_the_differentiators_agree() => ForAllSeeds(3, seed =>
    {
        var make = new RandomCircuits(seed);
        var (circuit, x, w) = (make.Circuit(8, 40), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var observable = make.Observable(8);
        var adjoint = new Adjoint().Differentiate(circuit, [observable], x, w);
        foreach (var other in Differentiators.All)
        {
            var distance = adjoint.Distance(other.Differentiate(circuit, [observable], x, w));
            Assert.True(distance < (other is FiniteDifference ? 1e-8 : 1e-11), $"seed {seed}: {other.Name} differs by {distance}");
        }
    });

    [Fact]
    public void Batches_give_every_sample_what_the_adjoint_method_gives_it_alone() => ForAllSeeds(15, seed =>
    {
        const int Batch = 5;
        var make = new RandomCircuits(seed, products: seed % 2 == 1);
        var qubits = 1 + (int)(seed % 5);
        var circuit = make.Circuit(qubits, 25);
        var (x, w) = (make.Numbers(Batch * RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        Observable[] observables = [make.Observable(qubits), make.Observable(qubits), Observable.Z(qubits - 1)];
        var cotangents = make.Numbers(Batch * observables.Length);
        var (expectations, dx, dw) = (new double[Batch * observables.Length], make.Numbers(x.Length), make.Numbers(w.Length));
        var (expectedDx, expectedDw) = (dx.ToArray(), dw.ToArray());
        var simulator = new BatchSimulator(circuit, observables);
        simulator.Expectations(Batch, x, w, expectations);
        simulator.Pullback(Batch, x, w, cotangents, dx, dw);
        for (var b = 0; b < Batch; b++)
        {
            var sample = x.AsSpan(b * RandomCircuits.Inputs, RandomCircuits.Inputs);
            var alone = new Adjoint().Pullback(circuit, observables, cotangents.AsSpan(b * observables.Length, observables.Length), sample, w);
            var full = new Adjoint().Differentiate(circuit, observables, sample, w);
            for (var i = 0; i < sample.Length; i++)
            {
                expectedDx[b * sample.Length + i] += alone.Inputs[0, i];
            }

            for (var j = 0; j < w.Length; j++)
            {
                expectedDw[j] += alone.Weights[0, j];
            }

            for (var m = 0; m < observables.Length; m++)
            {
                Assert.Equal(full.Expectations[m], expectations[b * observables.Length + m], 1e-12);
            }
        }

        Assert.All(expectedDx.Zip(dx), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        Assert.All(expectedDw.Zip(dw), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    });

    [Fact]
    public void A_circuit_and_its_inverse_leave_every_state_as_it_was() => ForAllSeeds(40, seed =>
    {
        var make = new RandomCircuits(seed);
        var qubits = 1 + (int)(seed % 8);
        var (circuit, x, w) = (make.Circuit(qubits, 30), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var initial = make.State(qubits);
        var back = StateVector<double>.Run(circuit.Append(circuit.Inverse()), x, w, initial);
        Assert.Equal(1, initial.Inner(back).Real, 1e-12);
        Assert.Equal(0, initial.Inner(back).Imaginary, 1e-12);
    });

    [Fact]
    public void Single_precision_follows_double_precision() => ForAllSeeds(20, seed =>
    {
        var make = new RandomCircuits(seed);
        var qubits = 1 + (int)(seed % 8);
        var (circuit, x, w) = (make.Circuit(qubits, 30), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var (single, exact) = (StateVector<float>.Run(circuit, x, w), StateVector<double>.Run(circuit, x, w));
        Assert.All(Enumerable.Range(0, exact.Dimension), i => Assert.True((single[i] - exact[i]).Magnitude < 5e-6));
        var observable = make.Observable(qubits);
        Assert.Equal(exact.Expectation(observable), single.Expectation(observable), 1e-5 * observable.Bound);
    });

    private static System.Numerics.Complex[] Amplitudes(StateVector<double> state) => [.. Enumerable.Range(0, state.Dimension).Select(i => state[i])];

    private static void ForAllSeeds(int count, Action<ulong> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), property));
}
