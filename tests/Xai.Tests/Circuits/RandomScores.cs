using FsCheck;
using FsCheck.Fluent;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>Random scores of small circuits, by the kind of their encoding.</summary>
internal sealed class RandomScores(ulong seed)
{
    private readonly SeededRandom random = new(seed);

    /// <summary>Encoding-first with one rotation per input, of any scale and offset, about any axis, after any fixed gate.</summary>
    public CircuitScore Local(int qubits)
    {
        var circuit = new Circuit(qubits);
        for (var q = 0; q < qubits; q++)
        {
            circuit = circuit.Add(GateCatalogue.Find(Pick("H", "SX", "I", "X"))!, [q])
                .Rotate("xyz"[random.NextInt(3)], q, random.NextDouble(0.3, 2) * Angle.Input(q) + random.NextDouble(-1, 1));
        }

        return Score(Blocks(circuit, 0));
    }

    /// <summary>Encoding-first and local: inputs on several qubits, qubits with several inputs and several rotations, and qubits without any.</summary>
    public CircuitScore Tangled(int qubits, int inputs)
    {
        var circuit = new Circuit(qubits, inputs);
        for (var k = 0; k < 2 * qubits; k++)
        {
            var q = random.NextInt(qubits);
            circuit = circuit.Add(GateCatalogue.Find(Pick("H", "SX", "I"))!, [q])
                .Rotate("xyz"[random.NextInt(3)], q, random.NextDouble(-2, 2) * Angle.Input(random.NextInt(inputs)));
        }

        return Score(Blocks(circuit, 0));
    }

    /// <summary>A named encoding, then blocks.</summary>
    public CircuitScore Encoded(int qubits, Encoding encoding) => Score(VariationalCircuit.Build(qubits, encoding, new Ansatz(2)));

    /// <summary>Re-uploading with trained blocks in between and integer scales, some negative.</summary>
    public CircuitScore Reuploaded(int qubits, int layers)
    {
        var circuit = new Circuit(qubits);
        for (var layer = 0; layer < layers; layer++)
        {
            for (var q = 0; q < qubits; q++)
            {
                circuit = circuit.Rotate(
                    "xy"[random.NextInt(2)], q, (random.NextInt(4) is var s and < 3 ? s + 1 : -1) * Angle.Input(q) + random.NextDouble(-1, 1));
            }

            circuit = Blocks(circuit, circuit.Weights);
        }

        return Score(circuit);
    }

    public double[] Point(int count, double size = 3) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(-size, size))];

    public CircuitScore Score(Circuit circuit) => new(
        circuit, [.. Enumerable.Range(0, circuit.Weights).Select(_ => random.NextDouble(-3, 3))], Observable(circuit.Qubits), random.NextDouble(-0.5, 0.5));

    public Observable Observable(int qubits) => new([.. Enumerable.Range(0, 4).Select(_ => new PauliTerm(
        random.NextGaussian(), PauliString.FromWord(string.Concat(Enumerable.Range(0, qubits).Select(_ => "IXYZ"[random.NextInt(4)])))))]);

    /// <summary>A property of random seeds.</summary>
    public static void Check(int count, Action<ulong> property) =>
        Prop.ForAll<int>(number => property((ulong)(uint)number)).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    /// <summary>Equal to 1e-10 of the observable's bound.</summary>
    public static void Close(double[] expected, double[] actual, CircuitScore score)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * (1 + score.Observable.Bound)));
    }

    private static Circuit Blocks(Circuit circuit, int firstWeight) => new Ansatz(2).Append(circuit, firstWeight);

    private string Pick(params string[] names) => names[random.NextInt(names.Length)];
}
