using QXai.Quantum.Batch;
using QXai.Quantum.Batch.Plans;
using QXai.Quantum.Gates;
using QXai.Reference.Circuits;

namespace QXai.Quantum.Tests.Batch;

[Trait("Kind", "Simd")]
public class TileEngineTests
{
    public static TheoryData<int> Qubits => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Qubits))]
    public void Every_engine_agrees_with_state_vectors_on_random_circuits(int qubits)
    {
        for (var seed = 0UL; seed < 10; seed++)
        {
            var item = BatchCase.Random(qubits, 5 + (int)(7 * seed), 1 + (int)((5 * seed + 11 * (ulong)qubits) % 37), 100 * (ulong)qubits + seed);
            AssertAllEngines(item, item.RunSampleBySample(), $"{qubits} qubits, seed {seed}, batch {item.Batch}");
        }
    }

    [Fact]
    public void Every_engine_agrees_with_state_vectors_on_deep_circuits()
    {
        var item = BatchCase.Random(5, 300, 3, 7);
        AssertAllEngines(item, item.RunSampleBySample(), "300 gates", 10);
    }

    [Fact]
    public void Every_engine_agrees_with_the_kronecker_twin()
    {
        for (var qubits = 1; qubits <= 4; qubits++)
        {
            var item = BatchCase.Random(qubits, 12, 3, 50 + (ulong)qubits);
            var expected = new BatchResult(new double[item.Cotangents.Length], new double[item.Inputs.Length], new double[item.Weights.Length]);
            for (var (sample, width) = (0, item.Circuit.Inputs); sample < item.Batch; sample++)
            {
                var twin = new KroneckerSimulator(item.Circuit, item.Inputs.AsSpan(sample * width, width), item.Weights);
                for (var m = 0; m < item.Observables.Length; m++)
                {
                    var cotangent = item.Cotangents[sample * item.Observables.Length + m];
                    expected.Expectations[sample * item.Observables.Length + m] = twin.Expectation(item.Observables[m]);
                    Add(expected.Inputs.AsSpan(sample * width, width), twin.Gradient(item.Observables[m], AngleSource.Input, width), cotangent);
                    Add(expected.Weights, twin.Gradient(item.Observables[m], AngleSource.Weight, item.Weights.Length), cotangent);
                }
            }

            AssertAllEngines(item, expected, $"{qubits} qubits against matrices");
        }
    }

    [Fact]
    public void Every_gate_of_the_catalogue_is_right_alone_and_controlled_for_inputs_weights_and_quarter_turns()
    {
        Gate[] gates =
        [
            .. GateCatalogue.All, GateCatalogue.PauliRotation("XYZ"), GateCatalogue.PauliRotation("ZIZ"), GateCatalogue.PauliRotation("YY"),
            GateCatalogue.Unitary(new RandomCircuits(1).Unitary(2)), GateCatalogue.Unitary(new RandomCircuits(2).Unitary(8)),
        ];
        var engines = BatchCase.Engines.Where((_, number) => number % 4 == 0).ToArray();
        foreach (var gate in gates)
        {
            foreach (var source in Enum.GetValues<AngleSource>())
            {
                foreach (var controls in (Control[][])[[], [new(4)], [new(3, false), new(4)]])
                {
                    var quarter = 0;
                    var scrambled = new RandomCircuits(3).Circuit(5, 10);
                    int[] qubits = [.. Enumerable.Range(0, gate.Qubits)];
                    var circuit = scrambled.Add(gate, qubits, [.. gate.Parameters.Select((_, i) => Angle(i))], controls).Append(scrambled);
                    var item = new BatchCase(circuit, [Observable.Z(0), Observable.Parse("0.3*X1 Y2 - Z3 Z4 + Y0", 5)], 2, 9);
                    AssertEngines(engines, item, item.RunSampleBySample(), $"{gate} of {source} if {controls.Length} controls");

                    Angle Angle(int i) => source switch
                    {
                        AngleSource.Constant => Math.PI / 2 * (++quarter % 5),
                        AngleSource.Input => 1.5 * Quantum.Angle.Input(i),
                        _ => -Quantum.Angle.Weight(i) + 0.3,
                    };
                }
            }
        }
    }

    [Fact]
    public void Angles_at_and_near_half_turns_lose_no_digits()
    {
        double[] angles = [0, Math.PI / 2, -Math.PI / 2, Math.PI, -Math.PI, 2 * Math.PI, 3 * Math.PI, 1e-9, Math.PI - 1e-9, Math.PI / 2 + 1e-12, 1e5];
        var circuit = new Circuit(3).H(0).CNOT(0, 1).CNOT(1, 2);
        for (var (qubit, weight) = (0, 0); weight < 12; weight++, qubit = (qubit + 1) % 3)
        {
            circuit = circuit.RY(qubit, weight: weight).CZ(qubit, (qubit + 1) % 3).RX((qubit + 2) % 3, input: 0);
        }

        foreach (var angle in angles)
        {
            var item = new BatchCase(circuit, [Observable.Z(0), Observable.X(1), Observable.Y(2)], 2, 1);
            Array.Fill(item.Weights, angle);
            Array.Fill(item.Inputs, angle);
            AssertAllEngines(item, item.RunSampleBySample(), $"all angles {angle}");
        }
    }

    private static void AssertAllEngines(BatchCase item, BatchResult expected, string what, double looser = 1) =>
        AssertEngines(BatchCase.Engines, item, expected, what, looser);

    private static void AssertEngines(
        IEnumerable<(string Name, bool IsSingle, Func<BatchPlan, (int, Func<BatchEngine>)> Make)> engines,
        BatchCase item,
        BatchResult expected,
        string what,
        double looser = 1)
    {
        var plan = Lowering.Plan(item.Circuit, item.Observables);
        foreach (var (name, isSingle, make) in engines)
        {
            item.Run(make(plan)).AssertNear(expected, looser * (isSingle ? 1e-5 : 1e-12), $"{name}, {what}");
        }
    }

    private static void Add(Span<double> sums, double[] values, double factor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }
}
