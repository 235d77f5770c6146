using System.Numerics;
using QXai.Quantum;
using QXai.Reference.Circuits;

namespace QXai.Reference.Explanations;

/// <summary>
/// Quantum layer-wise relevance propagation with explicit matrices, for up to about 3 qubits: every basis matrix E_a is written out, r_a = tr(E_a
/// rho(x)), m_a = tr(E_a M).
/// </summary>
public sealed class TextbookQlrp
{
    /// <summary>
    /// How far a relevance w of a coordinate may be from exact: it is a difference of two states of up to four rotations, each right to 1e-15 (a test
    /// compares exponentials with cosines and sines).
    /// </summary>
    private const double Rounding = 1e-14;

    private readonly Circuit v;
    private readonly DenseMatrix m;
    private readonly DenseMatrix[] basis;
    private readonly double[] weights;

    /// <summary>A circuit cut into V, with all inputs, and U; Pauli strings over sqrt(2^n), or else the matrix entries as basis.</summary>
    public TextbookQlrp(Circuit v, Circuit u, Observable observable, double[] weights, bool pauli)
    {
        (this.v, this.weights) = (v, weights);
        var unitary = TextbookMatrices.Unitary(u, new double[u.Inputs], weights);
        m = unitary.Adjoint() * TextbookMatrices.Of(observable, v.Qubits) * unitary;
        basis = pauli
            ? [.. TextbookMatrices.Words(v.Qubits).Select(word => 1 / Math.Sqrt(1 << v.Qubits) * TextbookGates.Word(word))]
            : [.. Entries(1 << v.Qubits)];
    }

    /// <summary>R_a = r_a m_a.</summary>
    public double[] StepOne(double[] x) => [.. Coordinates(Encoded(x)).Zip(Coordinates(m), (r, observable) => r * observable)];

    /// <summary>
    /// R_i and what is not shared, for w_i(a) = r_a(x~ with x_i) - r_a(x~). Terms with |sum_i w_i| at most a millionth of sum_i |w_i|, or with all
    /// w_i below 1e-12, are not shared. The uncertainty is by how much rounding of the w_i can change the results: for n of them |R_a| (n + 1) sum
    /// |w| / s^2 per unit of it, by the quotient rule, and all of a term that is shared or not depending on it or on that limit.
    /// </summary>
    public (double[] Relevance, double Unassigned, double Uncertainty) ByTaylorInfinity(double[] x, double[] reference) =>
        Shared(x, [.. Enumerable.Range(0, x.Length).Select(i => Encoded([.. reference[..i], x[i], .. reference[(i + 1)..]]) - Encoded(reference))]);

    /// <summary>The same for w_i(a) = D_i r_a(x~) (x_i - x~_i).</summary>
    public (double[] Relevance, double Unassigned, double Uncertainty) ByGradient(double[] x, double[] reference) =>
        Shared(x, [.. Enumerable.Range(0, x.Length).Select(i =>
    {
        var states = AxisSeries.States(v, reference, weights, i, 1);
        return (Complex)(x[i] - reference[i]) * (TextbookMatrices.Outer(states[1], states[0]) + TextbookMatrices.Outer(states[0], states[1]));
    })]);

    /// <summary>The same for w_q(a) = r_a less r_a with qubit q mixed: relevances of qubits.</summary>
    public (double[] Relevance, double Unassigned, double Uncertainty) ByMixing(double[] x) =>
        Shared(x, [.. Enumerable.Range(0, v.Qubits).Select(q => Encoded(x) - TextbookMatrices.Mixed(Encoded(x), v.Qubits, q))]);

    private (double[] Relevance, double Unassigned, double Uncertainty) Shared(double[] x, DenseMatrix[] differences)
    {
        var (products, w) = (StepOne(x), differences.Select(Coordinates).ToArray());
        var (relevance, unassigned, uncertainty) = (new double[w.Length], 0.0, 0.0);
        for (var a = 0; a < products.Length; a++)
        {
            var (sum, size) = (w.Sum(own => own[a]), w.Sum(own => Math.Abs(own[a])));
            if ((size > Rounding && size < 1e-12 + w.Length * Rounding) || (size >= 1e-12 && Math.Abs(Math.Abs(sum) - 1e-6 * size) <= w.Length * Rounding))
            {
                uncertainty += Math.Abs(products[a]) * (sum == 0 ? 1 : Math.Clamp(size / Math.Abs(sum), 1, 1e6));
            }

            if (size < 1e-12 || Math.Abs(sum) <= 1e-6 * size)
            {
                unassigned += products[a];
                continue;
            }

            uncertainty += Math.Abs(products[a]) * (w.Length + 1) * Rounding * size / (sum * sum);
            for (var i = 0; i < w.Length; i++)
            {
                relevance[i] += products[a] * w[i][a] / sum;
            }
        }

        return (relevance, unassigned, uncertainty);
    }

    private DenseMatrix Encoded(double[] x) => TextbookMatrices.Encoded(v, x, weights);

    private double[] Coordinates(DenseMatrix matrix) => [.. basis.Select(element => TextbookMatrices.Trace(element, matrix))];

    /// <summary>|j&gt;&lt;j|, then for k &gt; j (|j&gt;&lt;k| + |k&gt;&lt;j|) / sqrt 2 and i (|j&gt;&lt;k| - |k&gt;&lt;j|) / sqrt 2.</summary>
    private static IEnumerable<DenseMatrix> Entries(int size)
    {
        for (var j = 0; j < size; j++)
        {
            yield return new DenseMatrix(size) { [j, j] = 1 };
            for (var k = j + 1; k < size; k++)
            {
                yield return new DenseMatrix(size) { [j, k] = Math.Sqrt(0.5), [k, j] = Math.Sqrt(0.5) };
                yield return new DenseMatrix(size) { [j, k] = new Complex(0, Math.Sqrt(0.5)), [k, j] = new Complex(0, -Math.Sqrt(0.5)) };
            }
        }
    }
}
