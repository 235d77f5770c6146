using QXai.Quantum;
using QXai.Reference.Circuits;

namespace QXai.Reference.Explanations;

/// <summary>The Pauli split with explicit matrices, for up to about 4 qubits: rho(x) = V |0&gt;&lt;0| V^dag and M = U^dag Q U.</summary>
public sealed class TextbookQubitSplit
{
    private readonly int qubits;
    private readonly DenseMatrix rho, m;

    /// <summary>The split of a circuit cut into V, with all inputs, and U.</summary>
    public TextbookQubitSplit(Circuit v, Circuit u, Observable observable, double[] x, double[] weights)
    {
        qubits = v.Qubits;
        var unitary = TextbookMatrices.Unitary(u, x, weights);
        (rho, m) = (TextbookMatrices.Encoded(v, x, weights), unitary.Adjoint() * TextbookMatrices.Of(observable, qubits) * unitary);
    }

    /// <summary>v(S) = tr( M ( rho_S (x) I / 2^(n - |S|) ) ), qubit q being bit q of S.</summary>
    public double Value(int set) => TextbookMatrices.Trace(m, Enumerable.Range(0, qubits).Where(qubit => ((set >> qubit) & 1) == 0)
        .Aggregate(rho, (mixed, qubit) => TextbookMatrices.Mixed(mixed, qubits, qubit)));

    /// <summary>R_q = sum over words P with a letter other than I on q of tr(rho P) tr(M P) / (2^n |supp P|).</summary>
    public double[] ByWords()
    {
        var shares = new double[qubits];
        foreach (var word in TextbookMatrices.Words(qubits).Where(word => word.Any(letter => letter != 'I')))
        {
            var p = TextbookGates.Word(word);
            var part = TextbookMatrices.Trace(rho, p) * TextbookMatrices.Trace(m, p) / (1 << qubits);
            for (var qubit = 0; qubit < qubits; qubit++)
            {
                shares[qubit] += word[qubit] == 'I' ? 0 : part / word.Count(letter => letter != 'I');
            }
        }

        return shares;
    }
}
