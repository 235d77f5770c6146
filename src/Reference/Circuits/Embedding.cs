using System.Collections.Immutable;
using QXai.Quantum;

namespace QXai.Reference.Circuits;

/// <summary>Matrices on some qubits as full 2^n x 2^n matrices: sums of Kronecker products of 2 x 2 matrices.</summary>
internal static class Embedding
{
    /// <summary>|v&gt;&lt;v| on every control qubit with value v, identity elsewhere.</summary>
    public static DenseMatrix Projector(int qubits, AppliedGate gate)
    {
        var product = DenseMatrix.Identity(1);
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            var factor = DenseMatrix.Identity(2);
            foreach (var control in gate.Controls.Where(control => control.Qubit == qubit))
            {
                factor[control.On ? 0 : 1, control.On ? 0 : 1] = 0;
            }

            product = product.Kronecker(factor);
        }

        return product;
    }

    /// <summary>sum over a, b of M[a, b] times the product of |a_k&gt;&lt;b_k| on the targets and identities elsewhere.</summary>
    public static DenseMatrix Full(DenseMatrix matrix, int qubits, ImmutableArray<int> targets)
    {
        var sum = new DenseMatrix(1 << qubits);
        for (var a = 0; a < matrix.Size; a++)
        {
            for (var b = 0; b < matrix.Size; b++)
            {
                if (matrix[a, b] == 0)
                {
                    continue;
                }

                var product = DenseMatrix.Identity(1);
                for (var qubit = 0; qubit < qubits; qubit++)
                {
                    var k = targets.IndexOf(qubit);
                    var factor = k < 0 ? DenseMatrix.Identity(2) : new DenseMatrix(2);
                    if (k >= 0)
                    {
                        var shift = targets.Length - 1 - k;
                        factor[(a >> shift) & 1, (b >> shift) & 1] = 1;
                    }

                    product = product.Kronecker(factor);
                }

                sum += matrix[a, b] * product;
            }
        }

        return sum;
    }
}
