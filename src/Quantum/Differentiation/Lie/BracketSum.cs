using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>
/// The sum over Pauli strings, term by term. Every term is a trace of M with a tensor product of 2 x 2 matrices; the traces are taken one qubit at a time,
/// so that strings with a common beginning share the work: all of them together cost a few times 4^n.
/// </summary>
internal sealed class BracketSum
{
    private static readonly ComplexMatrix Zero = new(0, 0, 0, 0);

    private readonly PauliExpansion rho;
    private readonly Complex[] m;
    private readonly Complex[][] partial;
    private readonly ComplexMatrix?[,] conjugated;
    private readonly CancellationToken cancellation;

    /// <summary>Prepares V_q sigma_i V_q^dag for every qubit and letter that rho_0 needs; <paramref name="m"/> is M = U^dag Q U.</summary>
    public BracketSum(PauliExpansion rho, IReadOnlyList<ComplexMatrix> factors, Complex[] m, CancellationToken cancellation)
    {
        (this.rho, this.m, this.cancellation) = (rho, m, cancellation);
        partial = [.. Enumerable.Range(0, rho.Qubits).Select(level => new Complex[1L << (2 * (rho.Qubits - 1 - level))])];
        conjugated = new ComplexMatrix?[rho.Qubits, 4];
        for (var qubit = 0; qubit < rho.Qubits; qubit++)
        {
            for (var letter = 0; letter < 4; letter++)
            {
                conjugated[qubit, letter] = rho.Uses(qubit, letter)
                    ? BracketIdentity.Conjugate(factors[qubit], PauliMatrices.Named(PauliExpansion.Letters[letter]))
                    : null;
            }
        }
    }

    /// <summary>What is told of each non-zero term: the string's index, the bracket (null for the expectation) and the trace.</summary>
    public delegate void TermVisitor(int index, ComplexMatrix? bracket, Complex trace);

    /// <summary>&lt;Q&gt; = tr( Q U V rho_0 V^dag U^dag ) = sum of C tr{ M (V_1 sigma_{i_1} V_1^dag) (x) ... }.</summary>
    [Equation("QGrad-CAM", "10")]
    public double Expectation()
    {
        var sum = 0.0;
        Visit(m, 0, 0, -1, null, null, (index, _, trace) => sum += rho.Coefficients[index] * trace.Real);
        return sum;
    }

    /// <summary>
    /// d&lt;Q&gt;/dt = -i c sum of C tr{ M (V_1 sigma_{i_1} V_1^dag) (x) ... (x) [sigma, V_q sigma_{i_q} V_q^dag] (x) ... }, c = 1/2 for a rotation. Every term
    /// whose coefficient and bracket are not zero is visited, in the order of the strings; the sum is returned.
    /// </summary>
    [Equation("QGrad-CAM", "15")]
    public double Derivative(int qubit, ComplexMatrix sigma, double c, TermVisitor? visitor = null)
    {
        var sum = 0.0;
        Visit(m, 0, 0, qubit, sigma, null, (index, bracket, trace) =>
        {
            sum += rho.Coefficients[index] * Contribution(c, trace);
            visitor?.Invoke(index, bracket, trace);
        });
        return sum;
    }

    /// <summary>-i c tr, which is real, since the bracket of Hermitian matrices is anti-Hermitian.</summary>
    public static double Contribution(double c, Complex trace) => c * trace.Imaginary;

    private void Visit(Complex[] matrix, int level, int index, int bracketed, ComplexMatrix? sigma, ComplexMatrix? bracket, TermVisitor visitor)
    {
        if (level == rho.Qubits)
        {
            if (rho.Coefficients[index] != 0)
            {
                visitor(index, bracket, matrix[0]);
            }

            return;
        }

        cancellation.ThrowIfCancellationRequested();
        for (var letter = 0; letter < 4; letter++)
        {
            if (conjugated[level, letter] is not { } factor)
            {
                continue;
            }

            if (level == bracketed)
            {
                factor = bracket = BracketIdentity.Bracket(sigma!, factor);
                if (bracket.Distance(Zero) < 1e-15)
                {
                    continue;
                }
            }

            TraceOut(matrix, factor, partial[level]);
            Visit(partial[level], level + 1, index * 4 + letter, bracketed, sigma, bracket, visitor);
        }
    }

    /// <summary>R[a', b'] = sum over a_0, b_0 of M[a_0 a', b_0 b'] A[b_0, a_0]: the trace over the leading qubit, A acting there.</summary>
    private static void TraceOut(Complex[] matrix, ComplexMatrix a, Complex[] result)
    {
        var half = (int)Math.Sqrt(result.Length);
        var (a00, a01, a10, a11) = (a[0, 0], a[0, 1], a[1, 0], a[1, 1]);
        for (var row = 0; row < half; row++)
        {
            var upper = matrix.AsSpan(row * 2 * half, 2 * half);
            var lower = matrix.AsSpan((row + half) * 2 * half, 2 * half);
            var target = result.AsSpan(row * half, half);
            for (var column = 0; column < half; column++)
            {
                target[column] = upper[column] * a00 + upper[column + half] * a10 + lower[column] * a01 + lower[column + half] * a11;
            }
        }
    }
}
