using System.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Tests.Batch;

/// <summary>Circuits of gates drawn from the whole catalogue, with constant, input and weight angles, mapped and scaled ones, further controls and dense matrices.</summary>
internal static class RandomCircuits
{
    public const int Inputs = 3, Weights = 5;

    public static Circuit Draw(int qubits, int gates, SeededRandom random)
    {
        var circuit = new Circuit(qubits, Inputs, Weights);
        Gate[] fitting = [.. GateCatalogue.All.Where(gate => gate.Qubits <= qubits)];
        while (circuit.Count < gates)
        {
            var gate = random.NextInt(10) switch
            {
                0 => GateCatalogue.PauliRotation(Word(random.NextInt(Math.Min(qubits, 4)) + 1, random)),
                1 => GateCatalogue.Unitary(Unitary(random.NextInt(Math.Min(qubits, 3)) + 1, random)),
                _ => fitting[random.NextInt(fitting.Length)],
            };
            int[] order = [.. Enumerable.Range(0, qubits)];
            random.Shuffle<int>(order);
            var controls = random.NextInt(4) == 0 ? order[gate.Qubits..].Take(random.NextInt(3)).Select(qubit => new Control(qubit, random.NextInt(2) == 0)) : [];
            circuit = circuit.Add(gate, order.AsSpan(0, gate.Qubits), [.. gate.Parameters.Select(_ => DrawAngle(random))], [.. controls]);
        }

        return circuit;
    }

    public static Observable[] Observables(int qubits, SeededRandom random) =>
    [
        .. Enumerable.Range(0, qubits).Select(Observable.Z),
        Observable.Pauli(PauliString.FromWord(Word(qubits, random))),
        new(new PauliTerm(0.7, PauliString.Identity), new PauliTerm(random.NextDouble(-2, 2), PauliString.FromWord(Word(qubits, random))),
            new PauliTerm(-1.1, PauliString.FromWord(new string('Z', qubits))), new PauliTerm(0.3, PauliString.Single('Y', 0))),
    ];

    public static double[] Numbers(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(-4, 4))];

    private static Angle DrawAngle(SeededRandom random) => random.NextInt(8) switch
    {
        0 => random.NextDouble(-7, 7),
        1 => Math.PI * (random.NextInt(9) - 4) / 2,
        2 => Angle.Input(random.NextInt(Inputs)),
        3 => -1.5 * Angle.Input(random.NextInt(Inputs)).Atan() + 0.2,
        4 => 0.5 * Angle.Input(random.NextInt(Inputs)).AtanOfSquare(),
        5 => 2 * Angle.Weight(random.NextInt(Weights)).Atan() - 0.4,
        _ => random.NextDouble(-2, 2) * Angle.Weight(random.NextInt(Weights)) + random.NextDouble(-3, 3),
    };

    private static string Word(int letters, SeededRandom random) => string.Concat(Enumerable.Range(0, letters).Select(_ => "IXYZ"[random.NextInt(4)]));

    /// <summary>Gram and Schmidt on a random matrix's columns.</summary>
    private static ComplexMatrix Unitary(int qubits, SeededRandom random)
    {
        var size = 1 << qubits;
        var columns = new Complex[size][];
        for (var column = 0; column < size; column++)
        {
            var next = columns[column] = [.. Enumerable.Range(0, size).Select(_ => new Complex(random.NextGaussian(), random.NextGaussian()))];
            for (var round = 0; round < 2; round++)
            {
                foreach (var before in columns[..column])
                {
                    var overlap = before.Zip(next, (a, b) => Complex.Conjugate(a) * b).Aggregate(Complex.Add);
                    for (var row = 0; row < size; row++)
                    {
                        next[row] -= overlap * before[row];
                    }
                }
            }

            var norm = Math.Sqrt(next.Sum(entry => entry.Real * entry.Real + entry.Imaginary * entry.Imaginary));
            columns[column] = [.. next.Select(entry => entry / norm)];
        }

        return ComplexMatrix.Generate(size, (row, column) => columns[column][row]);
    }
}
