using System.Numerics;
using QXai.Quantum;
using QXai.Reference.Circuits;

namespace QXai.Reference.Explanations;

/// <summary>Circuits, states and observables as full matrices.</summary>
internal static class TextbookMatrices
{
    /// <summary>sum over k of c_k P_k.</summary>
    public static DenseMatrix Of(Observable observable, int qubits) => observable.Terms.Aggregate(
        new DenseMatrix(1 << qubits), (sum, term) => sum + term.Coefficient * TextbookGates.Word(term.Pauli.ToWord(qubits)));

    /// <summary>One factor of a gate as a full unitary, and its full generator where it has an angle.</summary>
    public static (DenseMatrix Unitary, DenseMatrix? Generator) Step(int qubits, AppliedGate gate, int? angle, DenseMatrix matrix, double[] x, double[] weights)
    {
        var core = angle is { } number ? (new Complex(0, -gate.Angles[number].Value(x, weights)) * matrix).Exponential() : matrix;
        var met = Embedding.Projector(qubits, gate);
        var unitary = met * Embedding.Full(core, qubits, gate.Targets) + (DenseMatrix.Identity(1 << qubits) - met);
        return (unitary, angle is null ? null : met * Embedding.Full(matrix, qubits, gate.Targets));
    }

    /// <summary>The circuit's unitary.</summary>
    public static DenseMatrix Unitary(Circuit circuit, double[] x, double[] weights) => circuit.Gates
        .SelectMany(gate => TextbookGates.FactorsOf(gate).Select(factor => Step(circuit.Qubits, gate, factor.Angle, factor.Matrix, x, weights).Unitary))
        .Aggregate(DenseMatrix.Identity(1 << circuit.Qubits), (product, step) => step * product);

    /// <summary>|left&gt;&lt;right|.</summary>
    public static DenseMatrix Outer(Complex[] left, Complex[] right)
    {
        var matrix = new DenseMatrix(left.Length);
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                matrix[i, j] = left[i] * Complex.Conjugate(right[j]);
            }
        }

        return matrix;
    }

    /// <summary>V(x) |0&gt;&lt;0| V^dag(x).</summary>
    public static DenseMatrix Encoded(Circuit v, double[] x, double[] weights)
    {
        var state = Unitary(v, x, weights) * [1, .. new Complex[(1 << v.Qubits) - 1]];
        return Outer(state, state);
    }

    /// <summary>Re tr(A B).</summary>
    public static double Trace(DenseMatrix a, DenseMatrix b)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < a.Size; i++)
        {
            for (var j = 0; j < a.Size; j++)
            {
                sum += a[i, j] * b[j, i];
            }
        }

        return sum.Real;
    }

    /// <summary>A qubit maximally mixed: (1/4) sum over sigma in I, X, Y, Z of sigma rho sigma on it.</summary>
    public static DenseMatrix Mixed(DenseMatrix rho, int qubits, int qubit)
    {
        var sum = new DenseMatrix(rho.Size);
        foreach (var letter in "IXYZ")
        {
            var sigma = TextbookGates.Word(new string('I', qubit) + letter + new string('I', qubits - 1 - qubit));
            sum += 0.25 * (sigma * rho * sigma);
        }

        return sum;
    }

    /// <summary>All words of n letters I, X, Y, Z.</summary>
    public static IEnumerable<string> Words(int qubits) => qubits == 0 ? [""] : Words(qubits - 1).SelectMany(word => "IXYZ".Select(letter => word + letter));
}
