using QXai.Quantum;
using QXai.Quantum.Gates;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// The matrix of every gate, written down a second time from its definition: element [row, column] acts on the gate's targets, the first of which is
/// the most significant bit. Only a user's own matrices are taken from the circuit, being its data.
/// </summary>
internal static class DualGates
{
    private static readonly double Half = Math.Sqrt(0.5);
    private static readonly DualComplex I = new(0, 1);

    /// <summary>The matrix of a gate without controls for the given angles.</summary>
    public static DualComplex[,] Matrix(Gate core, Dual[] angle) => core.Name switch
    {
        "I" => Diagonal(1, 1),
        "X" => new DualComplex[,] { { 0, 1 }, { 1, 0 } },
        "Y" => new[,] { { 0, -I }, { I, 0 } },
        "Z" => Diagonal(1, -1),
        "H" => new DualComplex[,] { { Half, Half }, { Half, -Half } },
        "S" => Diagonal(1, I),
        "Sdg" => Diagonal(1, -I),
        "T" => Diagonal(1, DualComplex.Phase(Math.PI / 4)),
        "Tdg" => Diagonal(1, DualComplex.Phase(-Math.PI / 4)),
        "SX" => new DualComplex[,] { { new(0.5, 0.5), new(0.5, -0.5) }, { new(0.5, -0.5), new(0.5, 0.5) } },
        "SXdg" => new DualComplex[,] { { new(0.5, -0.5), new(0.5, 0.5) }, { new(0.5, 0.5), new(0.5, -0.5) } },
        "P" or "U1" => Diagonal(1, DualComplex.Phase(angle[0])),
        "U2" => U3(Math.PI / 2, angle[0], angle[1]),
        "U3" => U3(angle[0], angle[1], angle[2]),
        "Rot" => Rot(angle[0], angle[1], angle[2]),
        "GPhase" => new[,] { { DualComplex.Phase(angle[0]) } },
        "SWAP" => Exchange(1),
        "iSWAP" => Exchange(I),
        "iSWAPdg" => Exchange(-I),
        "Unitary" => Given(core.Matrix()),
        "Evolution" => Exponential(Given(core.GeneratorMatrix!), angle[0]),
        ['R', .. var word] when word.Length > 0 && word.All("IXYZ".Contains) => Rotation(word, angle[0]),
        _ => throw new NotSupportedException($"The dual-number simulator has no matrix for the gate {core.Name}."),
    };

    /// <summary>
    /// exp(-i t P / 2) = cos(t/2) I - i sin(t/2) P, entry by entry: P maps |column&gt; to a phase times |column with the bits of X and Y flipped&gt;.
    /// </summary>
    private static DualComplex[,] Rotation(string word, Dual t)
    {
        var (size, cos, sin) = (1 << word.Length, Dual.Cos(t / 2), Dual.Sin(t / 2));
        var matrix = new DualComplex[size, size];
        for (var column = 0; column < size; column++)
        {
            var row = column;
            DualComplex phase = 1;
            for (var k = 0; k < word.Length; k++)
            {
                var bit = 1 << (word.Length - 1 - k);
                var one = (column & bit) != 0;
                row ^= word[k] is 'X' or 'Y' ? bit : 0;
                phase *= word[k] switch { 'Y' => one ? -I : I, 'Z' => one ? -1 : 1, _ => 1 };
            }

            matrix[column, column] += cos;
            matrix[row, column] += -I * sin * phase;
        }

        return matrix;
    }

    /// <summary>[[cos t/2, -e^(i l) sin t/2], [e^(i p) sin t/2, e^(i (p + l)) cos t/2]].</summary>
    private static DualComplex[,] U3(Dual t, Dual p, Dual l)
    {
        DualComplex cos = Dual.Cos(t / 2), sin = Dual.Sin(t / 2);
        return new[,] { { cos, -DualComplex.Phase(l) * sin }, { DualComplex.Phase(p) * sin, DualComplex.Phase(p + l) * cos } };
    }

    /// <summary>
    /// RZ(c) RY(b) RZ(a) = [[e^(-i (a + c)/2) cos b/2, -e^(i (a - c)/2) sin b/2], [e^(-i (a - c)/2) sin b/2, e^(i (a + c)/2) cos b/2]].
    /// </summary>
    private static DualComplex[,] Rot(Dual a, Dual b, Dual c)
    {
        DualComplex cos = Dual.Cos(b / 2), sin = Dual.Sin(b / 2);
        Dual sum = (a + c) / 2, difference = (a - c) / 2;
        return new[,]
        {
            { DualComplex.Phase(-sum) * cos, -DualComplex.Phase(difference) * sin },
            { DualComplex.Phase(-difference) * sin, DualComplex.Phase(sum) * cos },
        };
    }

    private static DualComplex[,] Diagonal(DualComplex first, DualComplex second) => new[,] { { first, 0 }, { 0, second } };

    private static DualComplex[,] Exchange(DualComplex phase) =>
        new DualComplex[,] { { 1, 0, 0, 0 }, { 0, 0, phase, 0 }, { 0, phase, 0, 0 }, { 0, 0, 0, 1 } };

    /// <summary>exp(-i t H) by its power series at t / 2^8, squared eight times.</summary>
    private static DualComplex[,] Exponential(DualComplex[,] hamiltonian, Dual t)
    {
        var size = hamiltonian.GetLength(0);
        var (sum, power) = (new DualComplex[size, size], new DualComplex[size, size]);
        for (var i = 0; i < size; i++)
        {
            (sum[i, i], power[i, i]) = (1, 1);
        }

        for (var k = 1; k <= 24; k++)
        {
            power = Scaled(Product(power, hamiltonian), -I * (t / (256.0 * k)));
            for (var i = 0; i < size * size; i++)
            {
                sum[i / size, i % size] += power[i / size, i % size];
            }
        }

        for (var squaring = 0; squaring < 8; squaring++)
        {
            sum = Product(sum, sum);
        }

        return sum;
    }

    private static DualComplex[,] Scaled(DualComplex[,] matrix, DualComplex factor)
    {
        var (size, scaled) = (matrix.GetLength(0), new DualComplex[matrix.GetLength(0), matrix.GetLength(0)]);
        for (var i = 0; i < size * size; i++)
        {
            scaled[i / size, i % size] = factor * matrix[i / size, i % size];
        }

        return scaled;
    }

    private static DualComplex[,] Product(DualComplex[,] a, DualComplex[,] b)
    {
        var (size, product) = (a.GetLength(0), new DualComplex[a.GetLength(0), a.GetLength(0)]);
        for (var i = 0; i < size * size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                product[i / size, i % size] += a[i / size, k] * b[k, i % size];
            }
        }

        return product;
    }

    private static DualComplex[,] Given(ComplexMatrix matrix)
    {
        var copy = new DualComplex[matrix.Size, matrix.Size];
        for (var i = 0; i < matrix.Size; i++)
        {
            for (var j = 0; j < matrix.Size; j++)
            {
                copy[i, j] = matrix[i, j];
            }
        }

        return copy;
    }
}
