using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;
using QXai.Reference.Circuits;

namespace QXai.Quantum.Tests.Noise;

public class DensityMatrixTests
{
    public static TheoryData<string> Channels => [.. ChannelCatalogue.All.Select(entry => entry.Name)];

    [Fact]
    public void Noisy_circuits_give_what_the_independent_simulator_gives()
    {
        Assert.Equal(10, FixtureCircuits.Noisy.Length);
        foreach (var fixture in FixtureCircuits.Noisy)
        {
            var document = fixture.Document;
            var rho = DensityMatrix.Run(document.Noisy, [], document.Weights.AsSpan());
            Assert.Equal(1, rho.Trace(), 1e-13);
            Close(fixture, fixture.Numbers("probs"), rho.Probabilities(), 1e-12);
            Close(fixture, fixture.Numbers("expval"), [.. document.Observables.Select(rho.Expectation)], 1e-12);
            var rows = fixture.Expected.GetProperty("rho");
            for (var i = 0; i < rho.Size * rho.Size; i++)
            {
                var entry = rows[i / rho.Size][i % rho.Size];
                var expected = new Complex(entry[0].GetDouble(), entry[1].GetDouble());
                Assert.True((rho[i / rho.Size, i % rho.Size] - expected).Magnitude < 1e-12, $"{fixture}: entry {i}");
            }

            foreach (var differentiator in NoisyDifferentiators.All)
            {
                var jacobian = differentiator.Differentiate(document.Noisy, document.Observables, [], document.Weights.AsSpan());
                var gradients = fixture.Rows("grad");
                Close(fixture, fixture.Numbers("expval"), jacobian.Expectations, 1e-12);
                for (var m = 0; m < gradients.Length; m++)
                {
                    Close(fixture, gradients[m], [.. Enumerable.Range(0, gradients[m].Length).Select(j => jacobian.Weights[m, j])], 1e-8);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_noisy_circuits_agree_with_the_Kronecker_twin(int seed)
    {
        var make = new RandomCircuits((ulong)seed);
        var qubits = 1 + seed % 3;
        var (x, w, observable) = (make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights), make.Observable(qubits));
        var noisy = new NoisyCircuit(make.Circuit(qubits, 4));
        foreach (var (_, channel) in ChannelCatalogue.All)
        {
            noisy = noisy.Noise(channel(0.1 + 0.1 * seed), seed % qubits).Then(c => make.Circuit(qubits, 3).Gates.Aggregate(c, Add));
        }

        noisy = noisy.ReadoutError(new(0.05, 0.2), 0);
        var twin = new KroneckerDensitySimulator(noisy, x, w);
        var (rho, expected) = (DensityMatrix.Run(noisy, x, w), twin.State());
        Assert.All(Enumerable.Range(0, rho.Size * rho.Size), i =>
            Assert.True((rho[i / rho.Size, i % rho.Size] - expected[i / rho.Size, i % rho.Size]).Magnitude < 1e-12));
        var adjoint = new NoisyAdjoint().Differentiate(noisy, [observable, Observable.Z(0)], x, w);
        var shift = new NoisyParameterShift().Differentiate(noisy, [observable, Observable.Z(0)], x, w);
        Assert.Equal(twin.Expectation(observable), adjoint.Expectations[0], 1e-12);
        Assert.Equal(rho.Expectation(noisy.Readout.AsMeasured(observable)), adjoint.Expectations[0], 1e-12);
        Assert.True(adjoint.Distance(shift) < 1e-12);
        Close("inputs", twin.Gradient(observable, AngleSource.Input, x.Length), [.. Enumerable.Range(0, x.Length).Select(i => adjoint.Inputs[0, i])], 1e-11);
        Close("weights", twin.Gradient(observable, AngleSource.Weight, w.Length), [.. Enumerable.Range(0, w.Length).Select(i => adjoint.Weights[0, i])], 1e-11);
    }

    [Fact]
    public void Without_noise_it_is_the_state_vector()
    {
        var make = new RandomCircuits(5);
        var (circuit, x, w, initial) = (make.Circuit(4, 30), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights), make.State(4));
        var (psi, rho) = (StateVector<double>.Run(circuit, x, w, initial), DensityMatrix.Of(initial));
        rho.Apply(circuit, x, w);
        Assert.Equal(1, rho.Purity(), 1e-12);
        Assert.Equal(1, rho.Fidelity(psi), 1e-12);
        Observable[] observables = [make.Observable(4)];
        var pure = new Adjoint().Differentiate(circuit, observables, x, w, initial);
        Assert.True(pure.Distance(new NoisyAdjoint().Differentiate(new(circuit), observables, x, w, DensityMatrix.Of(initial))) < 1e-12);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Channels_preserve_the_trace_and_move_the_Bloch_vector_as_known(string name)
    {
        const double p = 0.3;
        var channel = ChannelCatalogue.Find(name, p)!;
        var sum = channel.Kraus.Select(k => k.Adjoint() * k).Aggregate((a, b) => a + b);
        Assert.True(sum.Distance(ComplexMatrix.Identity(2)) < 1e-15);
        var prepare = new Circuit(1).RY(0, 0.8).RZ(0, 0.5);
        var (before, after) = (StateVector<double>.Run(prepare), DensityMatrix.Run(prepare.Noise(channel)));
        var r = (X: before.Expectation(Observable.X(0)), Y: before.Expectation(Observable.Y(0)), Z: before.Expectation(Observable.Z(0)));
        (double X, double Y, double Z) expected = name switch
        {
            "depolarizing" => ((1 - 4 * p / 3) * r.X, (1 - 4 * p / 3) * r.Y, (1 - 4 * p / 3) * r.Z),
            "bitflip" => (r.X, (1 - 2 * p) * r.Y, (1 - 2 * p) * r.Z),
            "phaseflip" => ((1 - 2 * p) * r.X, (1 - 2 * p) * r.Y, r.Z),
            "amplitudedamping" => (Math.Sqrt(1 - p) * r.X, Math.Sqrt(1 - p) * r.Y, p + (1 - p) * r.Z),
            _ => (Math.Sqrt(1 - p) * r.X, Math.Sqrt(1 - p) * r.Y, r.Z),
        };
        Assert.Equal(expected.X, after.Expectation(Observable.X(0)), 1e-14);
        Assert.Equal(expected.Y, after.Expectation(Observable.Y(0)), 1e-14);
        Assert.Equal(expected.Z, after.Expectation(Observable.Z(0)), 1e-14);
    }

    [Fact]
    public void Damping_step_by_step_decays_exponentially()
    {
        // After k dampings of strength p the excited share is (1 - p)^k, and the coherence of |+> is (1 - p)^(k/2) / 2.
        NoisyCircuit decay = new(new Circuit(1).X(0)), dephase = new(new Circuit(1).H(0));
        for (var k = 1; k <= 10; k++)
        {
            (decay, dephase) = (decay.Noise(Channel.AmplitudeDamping(0.2)), dephase.Noise(Channel.PhaseDamping(0.2)));
            Assert.Equal(Math.Pow(0.8, k), DensityMatrix.Run(decay).Probabilities()[1], 1e-14);
            Assert.Equal(Math.Pow(0.8, k / 2.0) / 2, DensityMatrix.Run(dephase)[0, 1].Real, 1e-14);
        }

        // d<Z>/dt of RY(t) then damping: <Z> = p + (1 - p) cos t.
        var jacobian = new NoisyAdjoint().Differentiate(new Circuit(1).RY(0, weight: 0).Noise(Channel.AmplitudeDamping(0.3)), [Observable.Z(0)], [], [0.9]);
        Assert.Equal(0.3 + 0.7 * Math.Cos(0.9), jacobian.Expectations[0], 1e-14);
        Assert.Equal(-0.7 * Math.Sin(0.9), jacobian.Weights[0, 0], 1e-14);
    }

    [Fact]
    public void A_channel_on_two_qubits_acts_on_both()
    {
        var swap = Channel.Of("swapping", Math.Sqrt(0.75) * ComplexMatrix.Identity(4), 0.5 * GateCatalogue.Swap.Matrix());
        var rho = DensityMatrix.Run(new Circuit(3).X(2).Noise(swap, 2, 0));
        Assert.Equal(0.75, rho.Probabilities()[1], 1e-15);
        Assert.Equal(0.25, rho.Probabilities()[4], 1e-15);
        Assert.Equal(0.75 * 0.75 + 0.25 * 0.25, rho.Purity(), 1e-15);
    }

    [Fact]
    public void The_maximally_mixed_state_has_purity_one_over_its_size()
    {
        Assert.Equal(1 / 8.0, DensityMatrix.Mixed(3).Purity(), 1e-15);
        Assert.Equal(1, DensityMatrix.Mixed(3).Trace(), 1e-15);
        var full = DensityMatrix.Run(new Circuit(2).H(0).CNOT(0, 1).Noise(Channel.Depolarizing(0.75)));
        Assert.True(full.ToMatrix().Distance(0.25 * ComplexMatrix.Identity(4)) < 1e-15);
    }

    [Fact]
    public void Many_channels_are_recalled_from_checkpoints()
    {
        var circuit = new Circuit(2);
        for (var i = 0; i < 11; i++)
        {
            circuit = circuit.RY(i % 2, weight: i).CNOT(0, 1);
        }

        var noisy = circuit.WithGateNoise(Channel.AmplitudeDamping(0.03), Channel.Depolarizing(0.02));
        Assert.Equal(33, noisy.Channels.Length);
        var weights = new RandomCircuits(9).Numbers(11);
        Observable[] observables = [Observable.Z(0), Observable.X(1)];
        var adjoint = new NoisyAdjoint().Differentiate(noisy, observables, [], weights);
        Assert.True(adjoint.Distance(new NoisyParameterShift().Differentiate(noisy, observables, [], weights)) < 1e-13);
    }

    [Fact]
    public void Whatever_does_not_fit_is_refused_by_name()
    {
        Refuses("Channel bitflip: the probability 1.5 is outside 0 to 1.", () => Channel.BitFlip(1.5));
        Refuses(
            "Channel half: the sum of K^dag K differs from the identity by 7.5E-1, but at most 1E-10 is accepted.",
            () => Channel.Of("half", 0.5 * ComplexMatrix.Identity(2)));
        Refuses("Channel odd: Kraus operators of sizes [2, 4] fit no one to three qubits: all 2, all 4 or all 8 is needed.",
            () => Channel.Of("odd", ComplexMatrix.Identity(2), ComplexMatrix.Identity(4)));
        Refuses("bitflip(0.1)(2): qubit 2 does not exist in a circuit of 2 qubits, numbered 0 to 1.", () => new Circuit(2).Noise(Channel.BitFlip(0.1), 2));
        Refuses(
            "Then: the circuit of 1 gates was not continued, but replaced by one of 1.",
            () => new Circuit(2).H(0).Noise(Channel.BitFlip(0.1), 0).Then(_ => new Circuit(2).X(0)));
        Refuses(
            "DensityMatrix: the initial state has 3 qubits, but the circuit has 2.",
            () => DensityMatrix.Run(new(new Circuit(2)), initial: new DensityMatrix(3)));
        Refuses(
            "noisy adjoint: observable Z2 needs 3 qubits, but there are 2.",
            () => new NoisyAdjoint().Differentiate(new(new Circuit(2)), [Observable.Z(2)], [], []));
        Refuses("ReadoutError: ZeroReadAsOne -1 is outside 0 to 1.", () => new ReadoutError(-1, 0));
        Assert.Equal("DensityMatrix: 15 qubits are outside 1 to 14.", Assert.Throws<InputException>(() => new DensityMatrix(15)).Message);
    }

    [Fact]
    public void Noisy_circuits_are_values()
    {
        NoisyCircuit Make() =>
            new Circuit(2).H(0).Noise(Channel.BitFlip(0.1), 0).Then(c => c.CNOT(0, 1)).Noise(Channel.Depolarizing(0.02)).ReadoutError(new(0.1, 0.2), 1);
        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.NotEqual(Make(), Make().Noise(Channel.BitFlip(0.1), 0));
        Assert.NotEqual(Make(), Make().ReadoutError(new(0.1, 0.2), 0));
        Assert.Equal("H q0; bitflip(0.1) q0; CX q0 q1; depolarizing(0.02) q0; depolarizing(0.02) q1", Make().ToString());
    }

    private static Circuit Add(Circuit circuit, AppliedGate gate) =>
        circuit.Add(gate.Gate, gate.Qubits.AsSpan(), gate.Angles.AsSpan(), gate.ExtraControls.AsSpan());

    private static void Close(object name, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) < tolerance, $"{name}: {actual[i]} instead of {expected[i]} at {i}");
        }
    }

    private static void Refuses(string message, Func<object> call) => Assert.Equal(message, Assert.Throws<ArgumentException>(call).Message);
}
