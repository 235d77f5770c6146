using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>Observables beside density matrices as vectors of 2n qubits: P |j&gt; = phase(j) |j xor X&gt; puts phase(j) into row j xor X, column j.</summary>
internal static class Vectorisation
{
    /// <summary>tr(P rho) = sum over j of phase(j) rho_(j, j xor X), real since rho is Hermitian.</summary>
    public static double Trace(BitPauli pauli, StateVector<double> rho)
    {
        var size = 1L << (rho.Qubits / 2);
        var sum = Complex.Zero;
        for (var j = 0L; j < size; j++)
        {
            var entry = rho[(int)(j * size + (j ^ pauli.X))];
            sum += pauli.IsOdd(j) ? -entry : entry;
        }

        return (pauli.Phase * sum).Real;
    }

    /// <summary>Q as a vector, so that &lt;&lt;Q|rho&gt;&gt; = tr(Q rho).</summary>
    public static StateVector<double> Of(Observable observable, int qubits)
    {
        var vector = new StateVector<double>(2 * qubits);
        vector.Clear();
        var size = 1L << qubits;
        foreach (var (coefficient, term) in observable.Terms)
        {
            var pauli = BitPauli.Of(term, qubits);
            for (var j = 0L; j < size; j++)
            {
                var value = pauli.Phase * (pauli.IsOdd(j) ? -coefficient : coefficient);
                vector.Real[(int)((j ^ pauli.X) * size + j)] += value.Real;
                vector.Imaginary[(int)((j ^ pauli.X) * size + j)] += value.Imaginary;
            }
        }

        return vector;
    }
}
