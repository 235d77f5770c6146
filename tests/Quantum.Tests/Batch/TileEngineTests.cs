using QXai.Numerics.Random;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Tests.Batch;

public class TileEngineTests
{
    public static TheoryData<int> Qubits => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Qubits))]
    public void Tiles_of_every_width_agree_with_state_vectors_on_random_circuits(int qubits)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new SeededRandom((ulong)(1000 * qubits + seed));
            var circuit = RandomCircuits.Draw(qubits, 8 + random.NextInt(40), random);
            var observables = RandomCircuits.Observables(qubits, random);
            var batch = 1 + random.NextInt(37);
            var expected = Run(circuit, observables, (1, () => new SampleBySample<double>(circuit, observables)), batch, seed);
            var plan = Lowering.Plan(circuit, observables);
            Check<Simd512<double>, Simd512<double>, double>(1e-12);
            Check<Simd256<double>, Simd256<double>, double>(1e-12);
            Check<Simd1<double>, Simd1<double>, double>(1e-12);
            Check<Simd512<float>, Simd512<float>, float>(1e-5);
            Check<Simd256<float>, Simd256<float>, float>(1e-5);
            Check<Simd1<float>, Simd1<float>, float>(1e-5);

            Check<Simd256<double>, Simd512<double>, double>(1e-12);
            Check<Simd128<double>, Simd256<double>, double>(1e-12);
            Check<Simd256<float>, Simd512<float>, float>(1e-5);
            Check<Simd128<float>, Simd256<float>, float>(1e-5);

            void Check<V, TTurn, T>(double tolerance)
                where V : struct, ISimd<V, T>
                where TTurn : struct, ISimd<TTurn, T>
                where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
            {
                foreach (var memory in (long[])[long.MaxValue, 0])
                {
                    var actual = Run(circuit, observables, (V.Lanes, () => new TileEngine<V, TTurn, T>(plan, memory)), batch, seed);
                    Near(expected.Expectations, actual.Expectations, tolerance, $"{typeof(V)} expectations of {qubits} qubits, seed {seed}, batch {batch}");
                    Near(expected.Inputs, actual.Inputs, 10 * tolerance, $"{typeof(V)} input gradients of {qubits} qubits, seed {seed}, batch {batch}, memory {memory}");
                    Near(expected.Weights, actual.Weights, 10 * batch * tolerance, $"{typeof(V)} weight gradients of {qubits} qubits, seed {seed}, batch {batch}, memory {memory}");
                }
            }
        }
    }

    private static (double[] Expectations, double[] Inputs, double[] Weights) Run(
        Circuit circuit, Observable[] observables, (int, Func<BatchEngine>) engine, int batch, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var simulator = new BatchSimulator(circuit, observables, engine);
        var inputs = RandomCircuits.Numbers(batch * circuit.Inputs, random);
        var weights = RandomCircuits.Numbers(circuit.Weights, random);
        var cotangents = RandomCircuits.Numbers(batch * observables.Length, random);
        var (expectations, inputGradients, weightGradients) = (new double[cotangents.Length], new double[inputs.Length], new double[weights.Length]);
        simulator.Expectations(batch, inputs, weights, expectations);
        simulator.Pullback(batch, inputs, weights, cotangents, inputGradients, weightGradients);
        return (expectations, inputGradients, weightGradients);
    }

    private static void Near(double[] expected, double[] actual, double tolerance, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what}: [{i}] is {actual[i]} instead of {expected[i]}");
        }
    }
}
