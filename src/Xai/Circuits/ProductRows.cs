using System.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// Rows of the matrix T[j, k] = product over qubits q of t_q[j_q, k_q], j_q and k_q being the bits of qubit q. The products over the first and the
/// last half of the qubits are tables, so that a row is an outer product of two short ones.
/// </summary>
internal sealed class ProductRows
{
    private readonly int low;
    private readonly double[] highRe, highIm, lowRe, lowIm;

    /// <summary>T for the entries t_q[j, k] = entry(q, j, k).</summary>
    public ProductRows(int qubits, Func<int, int, int, Complex> entry)
    {
        low = qubits / 2;
        (highRe, highIm) = Table(0, qubits - low, entry);
        (lowRe, lowIm) = Table(qubits - low, low, entry);
        Size = 1 << qubits;
    }

    /// <summary>Number of rows and of columns.</summary>
    public int Size { get; }

    /// <summary>T[row, k] for k from the multiple of <see cref="Chunk"/> at or below <paramref name="first"/> to the end, each at its place k.</summary>
    public void Row(int row, int first, Span<double> re, Span<double> im)
    {
        var (chunk, highs) = (Chunk, Size >> low);
        var own = (row & (chunk - 1)) * chunk;
        ReadOnlySpan<double> left = lowRe.AsSpan(own, chunk), right = lowIm.AsSpan(own, chunk);
        for (var high = first / chunk; high < highs; high++)
        {
            var factor = (row >> low) * highs + high;
            RowArithmetic.Scale(highRe[factor], highIm[factor], left, right, re.Slice(high * chunk, chunk), im.Slice(high * chunk, chunk));
        }
    }

    /// <summary>Columns that are made at once.</summary>
    public int Chunk => 1 << low;

    /// <summary>The products over <paramref name="count"/> qubits from the one numbered <paramref name="first"/>, a matrix of 2^count rows.</summary>
    private static (double[] Re, double[] Im) Table(int first, int count, Func<int, int, int, Complex> entry)
    {
        Complex[] table = [1];
        for (var (q, size) = (first, 1); q < first + count; q++, size *= 2)
        {
            var wider = new Complex[4 * size * size];
            for (var place = 0; place < wider.Length; place++)
            {
                var (j, k) = (place / (2 * size), place % (2 * size));
                wider[place] = table[(j / 2 * size) + (k / 2)] * entry(q, j % 2, k % 2);
            }

            table = wider;
        }

        return (Array.ConvertAll(table, value => value.Real), Array.ConvertAll(table, value => value.Imaginary));
    }
}
