using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>M = U^dag Q U as an explicit matrix of size 2^n: the observable as the encoded state sees it.</summary>
internal static class HeisenbergObservable
{
    /// <summary>
    /// Column b is U^dag Q U |b&gt;. Rows are stored one after the other: M[a, b] at a * 2^n + b; since M is Hermitian, column b gives row b conjugated.
    /// </summary>
    public static Complex[] Matrix(EncodingSplit split, Observable observable, IProgress<double>? progress)
    {
        var (run, qubits) = (split.Run, split.Run.Circuit.Qubits);
        var (moved, column) = (new StateVector<double>(qubits), new StateVector<double>(qubits));
        var matrix = new Complex[(long)moved.Dimension * moved.Dimension];
        for (var b = 0; b < moved.Dimension; b++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            moved.Clear();
            moved.Real[b] = 1;
            foreach (var i in split.Rest)
            {
                moved.Apply(run.Steps[i], run.Angles[i]);
            }

            column.Clear();
            foreach (var (coefficient, pauli) in observable.Terms)
            {
                column.Accumulate(coefficient, BitPauli.Of(pauli, qubits), moved);
            }

            foreach (var i in split.Rest.Reverse())
            {
                column.ApplyInverse(run.Steps[i], run.Angles[i]);
            }

            for (var a = 0; a < column.Dimension; a++)
            {
                matrix[b * column.Dimension + a] = Complex.Conjugate(column[a]);
            }

            progress?.Report((b + 1.0) / moved.Dimension);
        }

        return matrix;
    }
}
