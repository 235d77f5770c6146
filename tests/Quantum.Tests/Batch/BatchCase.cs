using System.Numerics;
using QXai.Numerics.Random;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Tests.Batch;

/// <summary>A circuit with observables, a batch of inputs, weights and cotangents, and what simulators make of it.</summary>
internal sealed class BatchCase
{
    /// <summary>Every engine by name, with the numbers it computes in and the memory it may keep states in.</summary>
    public static readonly (string Name, bool IsSingle, Func<BatchPlan, (int, Func<BatchEngine>)> Make)[] Engines =
    [
        Engine<Simd512<double>, Simd512<double>, double>(), Engine<Simd256<double>, Simd512<double>, double>(),
        Engine<Simd256<double>, Simd256<double>, double>(), Engine<Simd128<double>, Simd256<double>, double>(),
        Engine<Simd128<double>, Simd128<double>, double>(), Engine<Simd1<double>, Simd1<double>, double>(),
        Engine<Simd512<double>, Simd512<double>, double>(0), Engine<Simd1<double>, Simd1<double>, double>(0),
        Engine<Simd512<float>, Simd512<float>, float>(), Engine<Simd256<float>, Simd512<float>, float>(),
        Engine<Simd128<float>, Simd256<float>, float>(), Engine<Simd1<float>, Simd1<float>, float>(),
        Engine<Simd256<float>, Simd256<float>, float>(0),
    ];

    public BatchCase(Circuit circuit, Observable[] observables, int batch, ulong seed)
    {
        var random = new SeededRandom(seed);
        (Circuit, Observables, Batch) = (circuit, observables, batch);
        Inputs = Numbers(batch * circuit.Inputs);
        Weights = Numbers(circuit.Weights);
        Cotangents = Numbers(batch * observables.Length);

        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextGaussian())];
    }

    public Circuit Circuit { get; }

    public Observable[] Observables { get; }

    public int Batch { get; }

    public double[] Inputs { get; }

    public double[] Weights { get; }

    public double[] Cotangents { get; }

    /// <summary>A circuit over the whole catalogue, Z on every qubit, and two sums of Pauli strings.</summary>
    public static BatchCase Random(int qubits, int gates, int batch, ulong seed)
    {
        var make = new RandomCircuits(seed, products: seed % 2 == 1);
        Observable[] observables = [.. Enumerable.Range(0, qubits).Select(Observable.Z), make.Observable(qubits), make.Observable(qubits)];
        return new(make.Circuit(qubits, gates), observables, batch, seed);
    }

    /// <summary>The batch in one call.</summary>
    public BatchResult Run(BatchSimulator simulator) => Run(simulator, Batch);

    /// <summary>The batch in calls of <paramref name="portion"/> samples, all adding to the same gradients.</summary>
    public BatchResult Run(BatchSimulator simulator, int portion)
    {
        var result = new BatchResult(new double[Cotangents.Length], new double[Inputs.Length], new double[Weights.Length]);
        var (width, outputs) = (Circuit.Inputs, Observables.Length);
        for (var first = 0; first < Batch; first += portion)
        {
            var count = Math.Min(portion, Batch - first);
            var x = Inputs.AsSpan(first * width, count * width);
            simulator.Expectations(count, x, Weights, result.Expectations.AsSpan(first * outputs, count * outputs));
            var gradients = result.Inputs.AsSpan(first * width, count * width);
            simulator.Pullback(count, x, Weights, Cotangents.AsSpan(first * outputs, count * outputs), gradients, result.Weights);
        }

        return result;
    }

    public BatchResult Run((int, Func<BatchEngine>) engine) => Run(new BatchSimulator(Circuit, Observables, engine));

    /// <summary>State vectors, one sample after the other.</summary>
    public BatchResult RunSampleBySample() => Run((1, () => new SampleBySample<double>(Circuit, Observables)));

    private static (string, bool, Func<BatchPlan, (int, Func<BatchEngine>)>) Engine<V, TTurn, T>(long memory = long.MaxValue)
        where V : struct, ISimd<V, T>
        where TTurn : struct, ISimd<TTurn, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ($"{typeof(T).Name} x {V.Lanes}, turns x {TTurn.Lanes}{(memory == 0 ? ", states not kept" : "")}", typeof(T) == typeof(float),
            plan => (V.Lanes, () => new TileEngine<V, TTurn, T>(plan, memory)));
}

/// <summary>Expectations [batch, observables], input gradients [batch, inputs] and weight gradients.</summary>
internal sealed record BatchResult(double[] Expectations, double[] Inputs, double[] Weights)
{
    /// <summary>All numbers within a tolerance relative to the larger of 1 and the largest number of their kind.</summary>
    public void AssertNear(BatchResult expected, double tolerance, string what)
    {
        Near(expected.Expectations, Expectations, "expectation");
        Near(expected.Inputs, Inputs, "input gradient");
        Near(expected.Weights, Weights, "weight gradient");

        void Near(double[] wanted, double[] found, string kind)
        {
            var scale = wanted.Select(Math.Abs).Append(1).Max();
            for (var i = 0; i < wanted.Length; i++)
            {
                Assert.True(Math.Abs(wanted[i] - found[i]) <= tolerance * scale, $"{what}: {kind} {i} is {found[i]:R} instead of {wanted[i]:R}");
            }
        }
    }

    /// <summary>All numbers equal to the last bit.</summary>
    public void AssertSame(BatchResult expected, string what)
    {
        Same(expected.Expectations, Expectations);
        Same(expected.Inputs, Inputs);
        Same(expected.Weights, Weights);

        void Same(double[] wanted, double[] found)
        {
            for (var i = 0; i < wanted.Length; i++)
            {
                var same = BitConverter.DoubleToInt64Bits(wanted[i]) == BitConverter.DoubleToInt64Bits(found[i]);
                Assert.True(same, $"{what}: {found[i]:R} instead of {wanted[i]:R}");
            }
        }
    }
}
