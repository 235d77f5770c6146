using FsCheck;
using FsCheck.Fluent;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Measurement;
using QXai.Quantum.Programs;
using QXai.Quantum.Simulation;
using QXai.Tests;
using Outcome = QXai.Quantum.Programs.Outcome;

namespace QXai.Quantum.Tests.Programs;

/// <summary>Programs with measurements, resets and conditions, run exactly and by shots.</summary>
public class ProgramSimulatorTests
{
    private const string Head = "OPENQASM 3.0; include \"stdgates.inc\"; ";

    [Fact]
    public void Teleportation_moves_a_state_whatever_the_measurements_say()
    {
        var result = Exact(
            "input float t; qubit[3] q; bit[2] c; ry(t) q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0]; c[0] = measure q[0]; c[1] = measure q[1]; "
            + "if (c[1]) x q[2]; if (c[0]) z q[2];", [0.7], "Z2", "X2", "Y2");
        Assert.Equal(Math.Cos(0.7), result.Expectations[0], 1e-14);
        Assert.Equal(Math.Sin(0.7), result.Expectations[1], 1e-14);
        Assert.Equal(0, result.Expectations[2], 1e-14);
        Assert.Equal(4, result.Branches);
        Assert.Equal(["00", "01", "10", "11"], result.Outcomes.Select(outcome => outcome.Bits).Order());
        Assert.All(result.Outcomes, outcome => Assert.Equal(0.25, outcome.Probability, 1e-14));
    }

    [Fact]
    public void Registers_stand_apart_and_their_first_bit_is_on_the_left()
    {
        var result = Exact("qubit[3] q; bit[2] a; bit[3] b; x q[1]; a[1] = measure q[1]; b = measure q;", []);
        Assert.Equal(new Outcome("01 010", 1), Assert.Single(result.Outcomes));
    }

    [Fact]
    public void A_reset_forgets_and_a_repeated_measurement_agrees_with_the_first()
    {
        var result = Exact(
            "qubit[2] q; bit[3] c; h q[0]; cx q[0], q[1]; reset q[0]; c[0] = measure q[1]; c[1] = measure q[1]; c[2] = measure q[0];", [], "Z0", "Z1");
        Assert.Equal([new("000", 0.5), new("110", 0.5)], result.Outcomes.Select(outcome => outcome with { Probability = Math.Round(outcome.Probability, 14) }));
        Assert.Equal([1, 0], result.Expectations.Select(value => Math.Round(value, 14)));
    }

    [Fact]
    public void The_last_writer_of_a_bit_is_read()
    {
        Assert.Equal("0", Assert.Single(Exact("qubit[2] q; bit c; x q[0]; c = measure q[0]; c = measure q[1];", []).Outcomes).Bits);
        Assert.Equal("1", Assert.Single(Exact("qubit[2] q; bit c; x q[0]; c = measure q[1]; c = measure q[0];", []).Outcomes).Bits);
        Assert.Equal("1", Assert.Single(Exact("qubit[2] q; bit c; c = measure q[0]; c = 1;", []).Outcomes).Bits);
    }

    /// <summary>
    /// Measuring is copying to a fresh qubit, a condition is a control on such copies, a reset exchanges with a fresh qubit: the same program without
    /// any measurement, which shares none of the branching.
    /// </summary>
    [Fact]
    public void Random_programs_agree_with_deferred_measurement() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SeededRandom(seed);
        var (program, deferred, copies, fresh) = ("qubit[3] q; bit[3] c; ", "qubit[10] q; ", new int?[3], 3);
        for (var step = 0; step < 14; step++)
        {
            var (a, b, angle) = (random.NextInt(3), random.NextInt(2), FormattableString.Invariant($"{random.NextDouble(-3, 3):R}"));
            var other = (a + 1 + b) % 3;
            switch (random.NextInt(6))
            {
                case 0 when fresh < 10:
                    program += $"c[{b}] = measure q[{a}]; ";
                    deferred += $"cx q[{a}], q[{fresh}]; ";
                    copies[b] = fresh++;
                    break;
                case 1 when fresh < 10:
                    program += $"reset q[{a}]; ";
                    deferred += $"swap q[{a}], q[{fresh++}]; ";
                    break;
                case 2 when copies[b] is { } copy:
                    program += $"if (c[{b}]) ry({angle}) q[{a}]; else h q[{a}]; ";
                    deferred += $"ctrl @ ry({angle}) q[{copy}], q[{a}]; negctrl @ h q[{copy}], q[{a}]; ";
                    break;
                case 3 when copies[0] is { } first && copies[1] is { } second && first != second:
                    program += $"if (c[0:1] == 2) rx({angle}) q[{a}]; ";
                    deferred += $"negctrl @ ctrl @ rx({angle}) q[{first}], q[{second}], q[{a}]; ";
                    break;
                case 4:
                    program += $"cx q[{a}], q[{other}]; ";
                    deferred += $"cx q[{a}], q[{other}]; ";
                    break;
                default:
                    program += $"u3({angle}, 0.3, -0.8) q[{a}]; ";
                    deferred += $"u3({angle}, 0.3, -0.8) q[{a}]; ";
                    break;
            }
        }

        // Observables are taken before the measurements at the end; there are none where a gate follows on every qubit, else only what they do not
        // disturb is compared.
        var last = seed % 2 == 0 ? "h q[0]; h q[1]; h q[2]; " : "";
        (program, deferred) = (program + last, deferred + last);
        string[] observables = seed % 2 == 0 ? ["Z0 Z1", "X1 Y2", "0.5*Z2 - Y0"] : ["Z0 Z1", "Z2"];
        var result = Exact(program, [], observables);
        var state = StateVector<double>.Run(Circuit.FromQasm(Head + deferred));
        Assert.All(observables.Zip(result.Expectations), pair => Assert.Equal(state.Expectation(Observable.Parse(pair.First, 3)), pair.Second, 1e-12));
        var probabilities = new double[8];
        for (var i = 0; i < state.Dimension; i++)
        {
            probabilities[i >> 7] += state[i].Magnitude * state[i].Magnitude;
        }

        Assert.All(probabilities.Zip(result.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(1, result.Outcomes.Sum(outcome => outcome.Probability), 1e-12);
    }));

    [Fact]
    public void Shots_are_repeatable_and_stay_near_the_exact_values()
    {
        const string Body = "qubit[3] q; bit[3] c; ry(1.1) q[0]; c[0] = measure q[0]; if (c[0]) ry(0.4) q[1]; else ry(2) q[1]; "
            + "cx q[1], q[2]; reset q[0]; h q[0]; c[1] = measure q[1]; c[2] = measure q[0];";
        Observable[] observables = [Observable.Parse("0.5*Z0 Z1 + X2 - 2*Y0 + 3", 3), Observable.Parse("2", 3)];
        var simulator = new ProgramSimulator(QuantumProgram.Parse(Head + Body));
        var (exact, sampled) = (simulator.Exact(observables), simulator.Sample(100_000, 7, observables));
        Assert.Equal(100_000, sampled.Counts.Sum(count => count.Count));
        foreach (var outcome in exact.Outcomes)
        {
            var count = Assert.Single(sampled.Counts, count => count.Bits == outcome.Bits);
            Assert.InRange((count.Frequency - outcome.Probability) / count.StandardError, -5, 5);
            Assert.Equal(Math.Sqrt(count.Frequency * (1 - count.Frequency) / 100_000), count.StandardError, 1e-15);
        }

        Assert.InRange((sampled.Estimates[0].Mean - exact.Expectations[0]) / sampled.Estimates[0].StandardError, -5, 5);
        Assert.InRange(sampled.Estimates[0].StandardError, 1e-3, 2e-2);
        Assert.Equal(new Estimate(2, 0), sampled.Estimates[1]);
        Assert.Equal(sampled.Counts.AsEnumerable(), simulator.Sample(100_000, 7, []).Counts);
        Assert.NotEqual(sampled.Counts.AsEnumerable(), simulator.Sample(100_000, 8, []).Counts);
    }

    [Fact]
    public void A_circuit_is_sampled_over_all_its_qubits()
    {
        var program = QuantumProgram.Of(new Circuit(2).RX(0, input: 0).CX(0, 1)).MeasuringAll();
        var sampled = new ProgramSimulator(program, [Math.PI / 3]).Sample(10_000, 1, []);
        Assert.Equal(["00", "11"], sampled.Counts.Select(count => count.Bits));
        Assert.InRange(sampled.Counts[0].Frequency, 0.75 - 5 * sampled.Counts[0].StandardError, 0.75 + 5 * sampled.Counts[0].StandardError);
    }

    [Fact]
    public void Many_measurements_on_the_way_are_sampled_but_too_many_to_follow_exactly()
    {
        var body = "qubit q; bit[2] c; " + string.Concat(Enumerable.Repeat("h q; c[0] = measure q; ", 300)) + "if (c[0]) x q; c[1] = measure q;";
        Assert.Equal(
            "The program's measurements and resets branch into more than 4096 cases, too many to follow exactly; sample it with a number of shots.",
            Assert.Throws<InputException>(() => Exact(body, [])).Message);
        var sampled = new ProgramSimulator(QuantumProgram.Parse(Head + body)).Sample(1000, 3, []);
        Assert.Equal(["00", "10"], sampled.Counts.Select(count => count.Bits).Order());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var program = QuantumProgram.Parse(Head + "input float t; qubit q; rx(t) q;");
        Assert.Equal(
            "ProgramSimulator: 0 inputs and 0 weights were given, but the program takes 1 and 0.",
            Assert.Throws<ArgumentException>(() => new ProgramSimulator(program)).Message);
        Assert.Equal(
            "ProgramSimulator: the initial state has 2 qubits, but the program has 1.",
            Assert.Throws<ArgumentException>(() => new ProgramSimulator(program, [1.0], [], new StateVector<double>(2))).Message);
        var simulator = new ProgramSimulator(program, [1.0]);
        Assert.Equal("0 shots are outside 1 to 1000000000.", Assert.Throws<InputException>(() => simulator.Sample(0, 1, [])).Message);
        Assert.Equal(
            "ProgramSimulator: observable Z3 needs 4 qubits, but there are 1.",
            Assert.Throws<ArgumentException>(() => simulator.Exact([Observable.Z(3)])).Message);
    }

    /// <summary>QASMBench's files with measurements on the way, against their transpiled twins: equal distributions of the classical bits.</summary>
    [SkippableTheory]
    [InlineData("small/bb84_n8")]
    [InlineData("small/inverseqft_n4")]
    [InlineData("small/ipea_n2")]
    [InlineData("small/qec_sm_n5")]
    [InlineData("small/shor_n5")]
    [InlineData("medium/cc_n12")]
    [InlineData("medium/seca_n11")]
    public void Originals_and_transpiled_files_have_equal_outcomes(string name)
    {
        var (original, transpiled) = (Outcomes(name), Outcomes(name + "_transpiled"));
        foreach (var bits in original.Keys.Union(transpiled.Keys))
        {
            Assert.Equal(original.GetValueOrDefault(bits), transpiled.GetValueOrDefault(bits), 1e-6);
        }

        static Dictionary<string, double> Outcomes(string name)
        {
            var program = QuantumProgram.Load(SharedData.Require($"qasm/{name}.qasm"));
            Assert.False(program.IsUnitary);
            return new ProgramSimulator(program).Exact([]).Outcomes.ToDictionary(outcome => outcome.Bits, outcome => outcome.Probability);
        }
    }

    private static ProgramDistribution Exact(string body, double[] inputs, params string[] observables)
    {
        var program = QuantumProgram.Parse(Head + body);
        return new ProgramSimulator(program, inputs).Exact([.. observables.Select(text => Observable.Parse(text, program.Qubits))]);
    }
}
