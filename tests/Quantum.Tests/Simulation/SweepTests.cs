using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Plans;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Tests.Simulation;

[Trait("Kind", "Simd")]
public class SweepTests
{
    public static TheoryData<int> Widths => [1, .. WidthsHere()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Planned_sweeps_equal_the_steps_one_by_one_and_undo_themselves(int lanes)
    {
        for (var seed = 1UL; seed <= 16; seed++)
        {
            var make = new RandomCircuits(seed);
            var qubits = 4 + (int)(seed % 8);
            var (circuit, x, w) = (make.Circuit(qubits, 40), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
            foreach (var tileBits in (int[])[10, 11, 14])
            {
                var initial = make.State(qubits);
                var (expected, actual) = (initial.Clone(), initial.Clone());
                var plan = Plan.Of(Compiler.Compile(circuit), qubits, tileBits, lanes);
                double[] angles = [.. plan.Steps.Select(step => step.Angle.Value(x, w))];
                for (var i = 0; i < angles.Length; i++)
                {
                    expected.Apply(plan.Steps[i], angles[i]);
                }

                Sweep.Run(plan, actual, angles, inverse: false, null);
                AssertEqual(expected, actual, $"seed {seed}, {qubits} qubits, tiles of {tileBits} bits\n{circuit}");
                Sweep.Run(plan, actual, angles, inverse: true, null);
                AssertEqual(initial, actual, $"back: seed {seed}, {qubits} qubits, tiles of {tileBits} bits\n{circuit}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Plans_from_zero_equal_the_steps_one_by_one_whatever_the_state_was_before(int lanes)
    {
        for (var seed = 1UL; seed <= 24; seed++)
        {
            var make = new RandomCircuits(seed);
            var qubits = 4 + (int)(seed % 8);
            var random = make.Circuit(qubits, 40);
            var circuit = (seed % 3) switch { 0 => random, 1 => Layers(qubits, 1).Append(random), _ => Layers(qubits, 1) };
            var (x, w) = (make.Numbers(circuit.Inputs), make.Numbers(circuit.Weights));
            foreach (var tileBits in (int[])[10, 11, 14])
            {
                var (expected, actual) = (new StateVector<double>(qubits), make.State(qubits));
                var plan = Plan.Of(Compiler.Compile(circuit), qubits, tileBits, lanes, fromZero: true);
                double[] angles = [.. plan.Steps.Select(step => step.Angle.Value(x, w))];
                for (var i = 0; i < angles.Length; i++)
                {
                    expected.Apply(plan.Steps[i], angles[i]);
                }

                Sweep.Run(plan, actual, angles, inverse: false, null);
                AssertEqual(expected, actual, $"seed {seed}, {qubits} qubits, tiles of {tileBits} bits\n{circuit}");
            }
        }
    }

    [Theory]
    [InlineData(16, 3)]
    [InlineData(20, 4)]
    [InlineData(24, 5)]
    public void Four_layers_with_rings_take_few_sweeps(int qubits, int sweeps) =>
        Assert.Equal(sweeps, Plan.Of(Compiler.Compile(Layers(qubits, 4)), qubits, 15, 8, fromZero: true).Stages.Length);

    [Fact]
    public void A_circuit_without_gates_prepares_zero()
    {
        var state = new RandomCircuits(3).State(9);
        state.Prepare(new Circuit(9));
        AssertEqual(new StateVector<double>(9), state, "no gates");
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Rings_of_CNOT_over_several_tiles_equal_the_steps_one_by_one(int lanes)
    {
        var circuit = Layers(13, 3);
        double[] w = new RandomCircuits(5).Numbers(circuit.Weights);
        var plan = Plan.Of(Compiler.Compile(circuit), 13, 11, lanes);
        Assert.InRange(plan.Stages.Length, 3, 12);
        double[] angles = [.. plan.Steps.Select(step => step.Angle.Value([], w))];
        var (expected, actual) = (new StateVector<double>(13), new StateVector<double>(13));
        for (var i = 0; i < angles.Length; i++)
        {
            expected.Apply(plan.Steps[i], angles[i]);
        }

        Sweep.Run(plan, actual, angles, inverse: false, null);
        AssertEqual(expected, actual, "ring");
    }

    [Fact]
    public void A_large_state_has_the_same_bits_for_every_number_of_threads()
    {
        var circuit = Layers(17, 2);
        double[] w = new RandomCircuits(6).Numbers(circuit.Weights);
        var (plan, one) = (circuit.PlanFor<double>(), new StateVector<double>(17));
        double[] angles = [.. plan.Steps.Select(step => step.Angle.Value([], w))];
        Sweep.Run(plan, one, angles, inverse: false, null);
        foreach (var threads in (int[])[2, 3, 5])
        {
            using var pool = new WorkerPool(threads);
            var many = new StateVector<double>(17);
            Sweep.Run(plan, many, angles, inverse: false, pool);
            Assert.True(one.Real.SequenceEqual(many.Real) && one.Imaginary.SequenceEqual(many.Imaginary), $"{threads} threads");
        }
    }

    [Fact]
    public void Gradients_over_several_tiles_equal_those_in_one_tile()
    {
        for (var seed = 30UL; seed < 36; seed++)
        {
            var make = new RandomCircuits(seed);
            var (circuit, x, w) = (make.Circuit(12, 60).Append(Layers(12, 1)), make.Numbers(RandomCircuits.Inputs), make.Numbers(36));
            var (final, observable) = (StateVector<double>.Run(circuit, x, w), make.Observable(12));
            double[]?[] derivatives = [null, null];
            foreach (var tileBits in (int[])[10, 14])
            {
                var plan = Plan.Of(Compiler.Compile(circuit), 12, tileBits, circuit.PlanFor<double>().Lanes);
                var (psi, lambda) = (final.Clone(), new StateVector<double>(12));
                lambda.Clear();
                ObservableSweep.Add(observable.Terms.Select(term => (term.Coefficient, BitPauli.Of(term.Pauli, 12))), psi, lambda, null);
                var found = derivatives[tileBits == 10 ? 0 : 1] = new double[plan.Steps.Length];
                BackwardSweep.Run(plan, psi, lambda, [.. plan.Steps.Select(step => step.Angle.Value(x, w))], found, null);
                AssertEqual(new StateVector<double>(12), psi, $"psi at the beginning, seed {seed}");
            }

            for (var i = 0; i < derivatives[0]!.Length; i++)
            {
                Assert.Equal(derivatives[0]![i], derivatives[1]![i], 1e-12);
            }
        }
    }

    [Fact]
    public void Gradients_of_a_large_state_equal_parameter_shift_and_have_the_same_bits_for_every_number_of_threads()
    {
        var circuit = Layers(16, 1);
        double[] w = new RandomCircuits(8).Numbers(circuit.Weights);
        Observable[] sum = [new([.. Enumerable.Range(0, 16).Select(q => new PauliTerm(1 + q, PauliString.Single('Z', q)))])];
        double[][] gradients = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var pool = new WorkerPool(threads);
            Workers.Pool = pool;
            var jacobian = new Adjoint().Pullback(circuit, sum, [1], [], w);
            Workers.Pool = null;
            return Enumerable.Range(0, circuit.Weights).Select(j => jacobian.Weights[0, j]).ToArray();
        })];
        Assert.Equal(gradients[0], gradients[1]);
        Assert.Equal(gradients[0], gradients[2]);
        foreach (var j in (int[])[0, 1, 2, 22, 46, 47])
        {
            Assert.Equal((Shifted(j, Math.PI / 2) - Shifted(j, -Math.PI / 2)) / 2, gradients[0][j], 1e-11);
        }

        double Shifted(int j, double by)
        {
            double[] shifted = [.. w];
            shifted[j] += by;
            return StateVector<double>.Run(circuit, [], shifted).Expectation(sum[0]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(17)]
    public void Sums_over_a_state_equal_plain_sums_and_have_the_same_bits_for_every_number_of_threads(int qubits)
    {
        var state = new RandomCircuits(12).State(qubits);
        var observable = new Observable([.. Enumerable.Range(0, qubits).Select(q => new PauliTerm(1 + q, PauliString.Single('Z', q)))]);
        var expected = new double[qubits];
        for (var i = 0; i < state.Dimension; i++)
        {
            var probability = state.Real[i] * state.Real[i] + state.Imaginary[i] * state.Imaginary[i];
            for (var q = 0; q < qubits; q++)
            {
                expected[q] += ((i >> (qubits - 1 - q)) & 1) == 0 ? probability : -probability;
            }
        }

        var z = state.ExpectationsOfZ();
        var (sum, norm) = (state.Expectation(observable), state.Inner(state));
        Assert.All(Enumerable.Range(0, qubits), q => Assert.Equal(expected[q], z[q], 1e-13));
        Assert.Equal(Enumerable.Range(0, qubits).Sum(q => (1 + q) * expected[q]), sum, 1e-11);
        Assert.Equal(1, norm.Real, 1e-13);
        foreach (var threads in (int[])[1, 3])
        {
            using var pool = new WorkerPool(threads);
            Workers.Pool = pool;
            Assert.Equal((sum, norm), (state.Expectation(observable), state.Inner(state)));
            Assert.Equal(z, state.ExpectationsOfZ());
            Workers.Pool = null;
        }
    }

    [Fact]
    public void Every_width_of_vector_gives_the_same_bits()
    {
        var circuit = Layers(10, 2);
        double[] w = new RandomCircuits(7).Numbers(circuit.Weights);
        var states = new[] { 1 }.Concat(WidthsHere()).Select(lanes => Run(circuit, w, lanes)).ToArray();
        Assert.All(states, state => Assert.True(states[0].Real.SequenceEqual(state.Real) && states[0].Imaginary.SequenceEqual(state.Imaginary)));
    }

    internal static Circuit Layers(int qubits, int blocks)
    {
        var (circuit, weight) = (new Circuit(qubits), 0);
        for (var block = 0; block < blocks; block++)
        {
            for (var q = 0; q < qubits; q++)
            {
                circuit = circuit.RX(q, weight: weight++).RY(q, weight: weight++).RZ(q, weight: weight++);
            }

            for (var q = 0; q < qubits; q++)
            {
                circuit = circuit.CNOT(q, (q + 1) % qubits);
            }
        }

        return circuit;
    }

    private static StateVector<double> Run(Circuit circuit, double[] w, int lanes)
    {
        var plan = Plan.Of(Compiler.Compile(circuit), circuit.Qubits, 14, lanes);
        var state = new StateVector<double>(circuit.Qubits);
        Sweep.Run(plan, state, [.. plan.Steps.Select(step => step.Angle.Value([], w))], inverse: false, null);
        return state;
    }

    private static IEnumerable<int> WidthsHere() =>
        [
            .. Simd128<double>.IsSupported ? [Simd128<double>.Lanes] : Array.Empty<int>(),
            .. Simd256<double>.IsSupported ? [Simd256<double>.Lanes] : Array.Empty<int>(),
            .. Simd512<double>.IsSupported ? [Simd512<double>.Lanes] : Array.Empty<int>()];

    private static void AssertEqual(StateVector<double> expected, StateVector<double> actual, string what)
    {
        for (var i = 0; i < expected.Dimension; i++)
        {
            Assert.True((expected[i] - actual[i]).Magnitude < 1e-12, $"amplitude {i} is {actual[i]}, not {expected[i]}: {what}");
        }
    }
}
