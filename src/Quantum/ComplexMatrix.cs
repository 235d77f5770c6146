using System.Globalization;
using System.Numerics;

namespace QXai.Quantum;

/// <summary>
/// A small square complex matrix M[row, column]: what gates, generators and the literal Lie brackets are written in. Immutable; equal by content.
/// States are never stored this way.
/// </summary>
public sealed class ComplexMatrix : IEquatable<ComplexMatrix>
{
    private readonly Complex[] entries;

    /// <summary>The matrix of size Size x Size whose entries are given row by row; their number must be a square.</summary>
    public ComplexMatrix(params ReadOnlySpan<Complex> entries)
    {
        Size = (int)Math.Sqrt(entries.Length);
        if (Size * Size != entries.Length)
        {
            throw new ArgumentException($"ComplexMatrix: {entries.Length} entries do not make a square matrix.");
        }

        this.entries = entries.ToArray();
    }

    /// <summary>Number of rows and of columns.</summary>
    public int Size { get; }

    /// <summary>The entries row by row.</summary>
    public ReadOnlySpan<Complex> Entries => entries;

    /// <summary>Whether every entry beside the diagonal is zero.</summary>
    public bool IsDiagonal
    {
        get
        {
            for (var i = 0; i < entries.Length; i++)
            {
                if (i / Size != i % Size && entries[i] != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The entry in a row and a column.</summary>
    public Complex this[int row, int column] => entries[row * Size + column];

    /// <summary>The identity of the given size.</summary>
    public static ComplexMatrix Identity(int size) => Generate(size, (row, column) => row == column ? 1 : 0);

    /// <summary>The diagonal matrix of the given entries.</summary>
    public static ComplexMatrix Diagonal(params ReadOnlySpan<Complex> diagonal)
    {
        var entries = new Complex[diagonal.Length * diagonal.Length];
        for (var i = 0; i < diagonal.Length; i++)
        {
            entries[i * (diagonal.Length + 1)] = diagonal[i];
        }

        return new(entries);
    }

    /// <summary>The matrix with M[row, column] = <paramref name="entry"/>(row, column).</summary>
    public static ComplexMatrix Generate(int size, Func<int, int, Complex> entry)
    {
        var entries = new Complex[size * size];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = entry(i / size, i % size);
        }

        return new(entries);
    }

    /// <summary>Matrix product: (A B)[i, j] = sum over k of A[i, k] B[k, j].</summary>
    public static ComplexMatrix operator *(ComplexMatrix a, ComplexMatrix b)
    {
        CheckSizes(a, b, "*");
        return Generate(a.Size, (i, j) =>
        {
            var sum = Complex.Zero;
            for (var k = 0; k < a.Size; k++)
            {
                sum += a[i, k] * b[k, j];
            }

            return sum;
        });
    }

    /// <summary>Multiple of a matrix.</summary>
    public static ComplexMatrix operator *(Complex factor, ComplexMatrix a) => Generate(a.Size, (i, j) => factor * a[i, j]);

    /// <summary>Sum, entry by entry.</summary>
    public static ComplexMatrix operator +(ComplexMatrix a, ComplexMatrix b)
    {
        CheckSizes(a, b, "+");
        return Generate(a.Size, (i, j) => a[i, j] + b[i, j]);
    }

    /// <summary>Difference, entry by entry.</summary>
    public static ComplexMatrix operator -(ComplexMatrix a, ComplexMatrix b) => a + (-1 * b);

    /// <summary>The Kronecker product A (x) B: this matrix acts on the more significant bits.</summary>
    public ComplexMatrix Kronecker(ComplexMatrix b) =>
        Generate(Size * b.Size, (i, j) => this[i / b.Size, j / b.Size] * b[i % b.Size, j % b.Size]);

    /// <summary>The conjugate transpose.</summary>
    public ComplexMatrix Adjoint() => Generate(Size, (i, j) => Complex.Conjugate(this[j, i]));

    /// <summary>The sum of the diagonal entries.</summary>
    public Complex Trace()
    {
        var sum = Complex.Zero;
        for (var i = 0; i < Size; i++)
        {
            sum += this[i, i];
        }

        return sum;
    }

    /// <summary>The largest |A[i, j] - B[i, j]|.</summary>
    public double Distance(ComplexMatrix b)
    {
        CheckSizes(this, b, "Distance");
        var largest = 0.0;
        for (var i = 0; i < entries.Length; i++)
        {
            largest = Math.Max(largest, Complex.Abs(entries[i] - b.entries[i]));
        }

        return largest;
    }

    /// <inheritdoc/>
    public bool Equals(ComplexMatrix? other) => other is not null && entries.AsSpan().SequenceEqual(other.entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ComplexMatrix);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var entry in entries)
        {
            hash.Add(entry);
        }

        return hash.ToHashCode();
    }

    /// <summary>The rows, one per line.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, Size).Select(row =>
        "[" + string.Join(", ", Enumerable.Range(0, Size).Select(column => Format(this[row, column]))) + "]"));

    private static string Format(Complex z) => string.Create(CultureInfo.InvariantCulture, $"{z.Real:0.####}{z.Imaginary:+0.####;-0.####;+0}i");

    private static void CheckSizes(ComplexMatrix a, ComplexMatrix b, string operation)
    {
        if (a.Size != b.Size)
        {
            throw new ArgumentException($"ComplexMatrix {operation}: the left matrix is {a.Size} x {a.Size}, but the right one is {b.Size} x {b.Size}.");
        }
    }
}
