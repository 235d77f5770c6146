using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Plans;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Tests.Simulation;

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
        [.. Simd128<double>.IsSupported ? [Simd128<double>.Lanes] : Array.Empty<int>(), .. Simd256<double>.IsSupported ? [Simd256<double>.Lanes] : Array.Empty<int>(),
            .. Simd512<double>.IsSupported ? [Simd512<double>.Lanes] : Array.Empty<int>()];

    private static void AssertEqual(StateVector<double> expected, StateVector<double> actual, string what)
    {
        for (var i = 0; i < expected.Dimension; i++)
        {
            Assert.True((expected[i] - actual[i]).Magnitude < 1e-12, $"amplitude {i} is {actual[i]}, not {expected[i]}: {what}");
        }
    }
}
