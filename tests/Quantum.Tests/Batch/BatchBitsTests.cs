using QXai.Quantum.Batch;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Tests.Batch;

[Trait("Kind", "Simd")]
public class BatchBitsTests
{
    [Fact]
    public void Batches_give_the_same_bits_however_they_are_cut()
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            for (var batch = 1; batch <= 37; batch += batch < 20 ? 1 : 3)
            {
                var item = BatchCase.Random(3 + batch % 4, 30, batch, (ulong)batch);
                var whole = item.Run(new BatchSimulator(item.Circuit, item.Observables, precision));
                foreach (var portion in (int[])[1, 2, 3, 4, 5, 8, 16, 19])
                {
                    var cut = item.Run(new BatchSimulator(item.Circuit, item.Observables, precision), portion);
                    cut.AssertSame(whole, $"{precision}, {batch} samples by {portion}");
                }
            }
        }
    }

    [Fact]
    public void Engines_of_all_widths_give_the_same_bits()
    {
        for (var qubits = 1; qubits <= 8; qubits++)
        {
            var item = BatchCase.Random(qubits, 40, 21, (ulong)qubits);
            var plan = Lowering.Plan(item.Circuit, item.Observables);
            foreach (var alike in BatchCase.Engines.Where(engine => !engine.Name.Contains("not kept")).GroupBy(engine => engine.IsSingle))
            {
                var first = item.Run(alike.First().Make(plan));
                Assert.All(alike.Skip(1), engine => item.Run(engine.Make(plan)).AssertSame(first, $"{engine.Name}, {qubits} qubits"));
            }
        }
    }

    [Fact]
    public void Simulators_that_share_a_circuit_and_its_plan_measure_their_own_observables()
    {
        var shared = BatchCase.Random(5, 40, 6, 9);
        IReadOnlyList<Observable>[] measured = [[Observable.Z(0)], [Observable.X(1), Observable.Z(2)], [0.5 * Observable.Z(3), Observable.Parse("Z0 Z4", 5)]];
        foreach (var observables in measured.Concat(measured))
        {
            var alone = BatchCase.Random(5, 40, 6, 9).Circuit;
            var (expectations, expected) = (new double[6 * observables.Count], new double[6 * observables.Count]);
            new BatchSimulator(shared.Circuit, observables).Expectations(6, shared.Inputs, shared.Weights, expectations);
            new BatchSimulator(alone, observables).Expectations(6, shared.Inputs, shared.Weights, expected);
            Assert.Equal(expected, expectations);
        }
    }

    [Fact]
    public void A_simulator_gives_the_same_bits_again()
    {
        var item = BatchCase.Random(6, 40, 13, 5);
        var simulator = new BatchSimulator(item.Circuit, item.Observables);
        var first = item.Run(simulator);
        BatchCase.Random(6, 40, 13, 6).Run(new BatchSimulator(item.Circuit, item.Observables));
        item.Run(simulator).AssertSame(first, "second run");
        item.Run(simulator, 4).AssertSame(first, "third run");
    }

    [Fact]
    public void States_are_used_again_only_for_the_same_inputs_and_weights()
    {
        var item = BatchCase.Random(5, 40, 6, 8);
        var other = BatchCase.Random(5, 40, 6, 8);
        other.Inputs.AsSpan().Reverse();
        var simulator = new BatchSimulator(item.Circuit, item.Observables);
        var fresh = item.Run(new BatchSimulator(item.Circuit, item.Observables));
        var otherFresh = other.Run(new BatchSimulator(item.Circuit, item.Observables));
        var unused = new double[item.Cotangents.Length];

        simulator.Expectations(6, item.Inputs, item.Weights, unused);
        Pullback(simulator, other).AssertSame(otherFresh with { Expectations = [] }, "other inputs");
        simulator.Expectations(6, other.Inputs, item.Weights, unused);
        item.Weights[0]++;
        simulator.Expectations(6, item.Inputs, item.Weights, unused);
        item.Weights[0]--;
        Pullback(simulator, item).AssertSame(fresh with { Expectations = [] }, "other weights");
        Pullback(simulator, item).AssertSame(fresh with { Expectations = [] }, "a second pullback");

        static BatchResult Pullback(BatchSimulator simulator, BatchCase item)
        {
            var (inputs, weights) = (new double[item.Inputs.Length], new double[item.Weights.Length]);
            simulator.Pullback(6, item.Inputs, item.Weights, item.Cotangents, inputs, weights);
            return new([], inputs, weights);
        }
    }

    [Fact]
    public void Nothing_is_allocated_when_warm_whatever_the_circuit_and_the_batch()
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var batch in (int[])[1, 4, 37])
            {
                var item = BatchCase.Random(5, 60, batch, 4);
                var simulator = new BatchSimulator(item.Circuit, item.Observables, precision);
                var (y, dx, dw) = (new double[item.Cotangents.Length], new double[item.Inputs.Length], new double[item.Weights.Length]);

                // The runtime itself allocates now and then for the thread; calls that allocate do so in every round.
                var least = long.MaxValue;
                for (var round = 0; round < 8; round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    item.Weights[0]++;
                    simulator.Expectations(batch, item.Inputs, item.Weights, y);
                    simulator.Pullback(batch, item.Inputs, item.Weights, item.Cotangents, dx, dw);
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                }

                Assert.Equal(0, least);
            }
        }
    }
}
