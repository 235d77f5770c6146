using System.Numerics;

namespace QXai.Reference.Circuits;

/// <summary>A square complex matrix with textbook operations, each a plain loop over its definition.</summary>
internal sealed class DenseMatrix(int size)
{
    private readonly Complex[,] entries = new Complex[size, size];

    public int Size => size;

    public Complex this[int row, int column]
    {
        get => entries[row, column];
        set => entries[row, column] = value;
    }

    /// <summary>Rows written out: Of([a, b], [c, d]).</summary>
    public static DenseMatrix Of(params Complex[][] rows)
    {
        var matrix = new DenseMatrix(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                matrix[i, j] = rows[i][j];
            }
        }

        return matrix;
    }

    public static DenseMatrix Identity(int size)
    {
        var matrix = new DenseMatrix(size);
        for (var i = 0; i < size; i++)
        {
            matrix[i, i] = 1;
        }

        return matrix;
    }

    public static DenseMatrix operator +(DenseMatrix a, DenseMatrix b)
    {
        var sum = new DenseMatrix(a.Size);
        for (var i = 0; i < a.Size; i++)
        {
            for (var j = 0; j < a.Size; j++)
            {
                sum[i, j] = a[i, j] + b[i, j];
            }
        }

        return sum;
    }

    public static DenseMatrix operator *(Complex factor, DenseMatrix a)
    {
        var product = new DenseMatrix(a.Size);
        for (var i = 0; i < a.Size; i++)
        {
            for (var j = 0; j < a.Size; j++)
            {
                product[i, j] = factor * a[i, j];
            }
        }

        return product;
    }

    public static DenseMatrix operator -(DenseMatrix a, DenseMatrix b) => a + (-1 * b);

    public static DenseMatrix operator *(DenseMatrix a, DenseMatrix b)
    {
        var product = new DenseMatrix(a.Size);
        for (var i = 0; i < a.Size; i++)
        {
            for (var k = 0; k < a.Size; k++)
            {
                if (a[i, k] != 0)
                {
                    for (var j = 0; j < a.Size; j++)
                    {
                        product[i, j] += a[i, k] * b[k, j];
                    }
                }
            }
        }

        return product;
    }

    public static Complex[] operator *(DenseMatrix a, Complex[] vector)
    {
        var product = new Complex[a.Size];
        for (var i = 0; i < a.Size; i++)
        {
            for (var j = 0; j < a.Size; j++)
            {
                product[i] += a[i, j] * vector[j];
            }
        }

        return product;
    }

    /// <summary>(A (x) B)[i k, j l] = A[i, j] B[k, l].</summary>
    public DenseMatrix Kronecker(DenseMatrix b)
    {
        var product = new DenseMatrix(size * b.Size);
        for (var i = 0; i < product.Size; i++)
        {
            for (var j = 0; j < product.Size; j++)
            {
                product[i, j] = entries[i / b.Size, j / b.Size] * b[i % b.Size, j % b.Size];
            }
        }

        return product;
    }

    /// <summary>The conjugate transpose.</summary>
    public DenseMatrix Adjoint()
    {
        var adjoint = new DenseMatrix(size);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                adjoint[i, j] = Complex.Conjugate(entries[j, i]);
            }
        }

        return adjoint;
    }

    /// <summary>
    /// exp(A) = ( sum over k of (A / 2^s)^k / k! )^(2^s), with 24 terms and the least s for which the rows of A / 2^s have absolute sums of at most
    /// one: the series is exact to rounding then, which every squaring doubles.
    /// </summary>
    public DenseMatrix Exponential()
    {
        var norm = Enumerable.Range(0, size).Max(row => Enumerable.Range(0, size).Sum(column => this[row, column].Magnitude));
        var halvings = 0;
        while (norm > 1)
        {
            (norm, halvings) = (norm / 2, halvings + 1);
        }

        var small = Math.Pow(2, -halvings) * this;
        var (sum, power) = (Identity(size), Identity(size));
        for (var k = 1; k <= 24; k++)
        {
            power = 1.0 / k * (power * small);
            sum += power;
        }

        for (var squaring = 0; squaring < halvings; squaring++)
        {
            sum *= sum;
        }

        return sum;
    }
}
