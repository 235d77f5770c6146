using System.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests;

/// <summary>
/// Random circuits over the whole catalogue, with Pauli words, unitaries, evolutions, extra controls on 0 and 1, and shared, scaled and mapped angles; on
/// demand products of two parameters too.
/// </summary>
internal sealed class RandomCircuits(ulong seed, bool products = false)
{
    public const int Inputs = 3, Weights = 4;

    private readonly SeededRandom random = new(seed);

    public Circuit Circuit(int qubits, int gates)
    {
        var circuit = new Circuit(qubits, Inputs, Weights);
        while (circuit.Count < gates)
        {
            var gate = Gate(qubits);
            if (gate.Qubits <= qubits)
            {
                var wires = Permutation(qubits);
                var extra = random.NextInt(4) == 0 ? random.NextInt(qubits - gate.Qubits + 1) : 0;
                Control[] controls = [.. wires.Skip(gate.Qubits).Take(extra).Select(wire => new Control(wire, random.NextInt(2) == 0))];
                circuit = circuit.Add(gate, wires[..gate.Qubits], [.. gate.Parameters.Select(_ => Angle())], controls);
            }
        }

        return circuit;
    }

    public double[] Numbers(int count, double scale = 1) => [.. Enumerable.Range(0, count).Select(_ => scale * random.NextGaussian())];

    public Observable Observable(int qubits) => new([.. Enumerable.Range(0, 3).Select(_ => new PauliTerm(random.NextGaussian(), Word(qubits)))]);

    public StateVector<double> State(int qubits)
    {
        var amplitudes = Enumerable.Range(0, 1 << qubits).Select(_ => new Complex(random.NextGaussian(), random.NextGaussian())).ToArray();
        var norm = Math.Sqrt(amplitudes.Sum(a => a.Real * a.Real + a.Imaginary * a.Imaginary));
        return StateVector<double>.Of([.. amplitudes.Select(a => a / norm)]);
    }

    /// <summary>A random unitary matrix: Gram and Schmidt on random columns.</summary>
    public ComplexMatrix Unitary(int size)
    {
        var columns = new List<Complex[]>();
        while (columns.Count < size)
        {
            var column = Enumerable.Range(0, size).Select(_ => new Complex(random.NextGaussian(), random.NextGaussian())).ToArray();
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var other in columns)
                {
                    var overlap = other.Zip(column, (a, b) => Complex.Conjugate(a) * b).Aggregate(Complex.Zero, (a, b) => a + b);
                    column = [.. column.Zip(other, (c, o) => c - overlap * o)];
                }
            }

            var norm = Math.Sqrt(column.Sum(c => c.Magnitude * c.Magnitude));
            columns.Add([.. column.Select(c => c / norm)]);
        }

        return ComplexMatrix.Generate(size, (row, column) => columns[column][row]);
    }

    /// <summary>A random Hermitian matrix with eigenvalues of size about 1; one in three has the same two eigenvalues many times.</summary>
    public ComplexMatrix Hermitian(int size)
    {
        var (vectors, degenerate) = (Unitary(size), random.NextInt(3) == 0);
        Complex[] values = [.. Enumerable.Range(0, size).Select(_ => (Complex)(degenerate ? random.NextInt(2) : random.NextGaussian()))];
        var product = vectors * ComplexMatrix.Diagonal(values) * vectors.Adjoint();
        return 0.5 * (product + product.Adjoint());
    }

    private Gate Gate(int qubits) => random.NextInt(9) switch
    {
        0 => GateCatalogue.PauliRotation(string.Concat(Enumerable.Range(0, 1 + random.NextInt(qubits)).Select(_ => "IXYZ"[random.NextInt(4)]))),
        1 => GateCatalogue.Unitary(Unitary(1 << (1 + random.NextInt(Math.Min(3, qubits))))),
        2 => GateCatalogue.Evolution(Hermitian(1 << (1 + random.NextInt(Math.Min(3, qubits))))),
        _ => GateCatalogue.All[random.NextInt(GateCatalogue.All.Length)],
    };

    private Angle Angle()
    {
        Angle angle = random.NextInt(3) switch
        {
            0 => random.NextDouble(-4, 4),
            1 => Quantum.Angle.Input(random.NextInt(Inputs)),
            _ => Quantum.Angle.Weight(random.NextInt(Weights)),
        };
        if (products && !angle.IsConstant && random.NextInt(3) == 0)
        {
            var other = random.NextDouble(-2, 2);
            var second = random.NextInt(2) == 0 ? Quantum.Angle.Input(random.NextInt(Inputs)) : Quantum.Angle.Weight(random.NextInt(Weights));
            return other * (angle * second) + random.NextDouble(-1, 1);
        }

        var mapped = angle.IsConstant ? angle : random.NextInt(4) switch { 0 => angle.Atan(), 1 => angle.AtanOfSquare(), _ => angle };
        return random.NextInt(2) == 0 ? mapped : random.NextDouble(-2, 2) * mapped + random.NextDouble(-1, 1);
    }

    private int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order.AsSpan());
        return order;
    }

    private PauliString Word(int qubits) => PauliString.FromWord(string.Concat(Enumerable.Range(0, qubits).Select(_ => "IXYZ"[random.NextInt(4)])));
}
