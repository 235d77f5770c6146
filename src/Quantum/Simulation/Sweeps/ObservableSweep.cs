using QXai.Numerics.Parallel;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Applies a weighted sum of Pauli strings to a state: all strings of I and Z in one sweep, any other string in a sweep of its own.</summary>
internal static class ObservableSweep
{
    private const int MostStretchBits = 9;

    /// <summary>result += sum over k of c_k P_k |psi&gt;.</summary>
    public static void Add(IEnumerable<(double Coefficient, BitPauli Pauli)> terms, StateVector<double> psi, StateVector<double> result, WorkerPool? pool)
    {
        var diagonal = new Dictionary<long, double>();
        foreach (var (coefficient, pauli) in terms)
        {
            if (pauli.X == 0)
            {
                diagonal[pauli.Z] = diagonal.GetValueOrDefault(pauli.Z) + coefficient;
            }
            else
            {
                result.Accumulate(coefficient, pauli, psi);
            }
        }

        if (diagonal.Count > 0)
        {
            AddDiagonal([.. diagonal.OrderBy(term => term.Key).Select(term => (term.Value, term.Key))], psi, result, pool);
        }
    }

    private static void AddDiagonal((double Coefficient, long Z)[] terms, StateVector<double> psi, StateVector<double> result, WorkerPool? pool)
    {
        var stretchBits = Math.Min(MostStretchBits, psi.Qubits);
        var stretches = psi.Dimension >> stretchBits;
        if (pool is null || pool.Workers == 1 || psi.Qubits < Sweep.ParallelQubits)
        {
            Share(0, stretches);
        }
        else
        {
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(stretches, worker, pool.Workers);
                Share(start, end);
            });
        }

        void Share(int start, int end)
        {
            Span<double> factors = stackalloc double[1 << stretchBits];
            for (var stretch = start; stretch < end; stretch++)
            {
                var first = stretch << stretchBits;
                ParityKernel.Fill(terms, first, factors);
                ParityKernel.MultiplyAdd(factors, psi.Real.Slice(first, factors.Length), result.Real.Slice(first, factors.Length));
                ParityKernel.MultiplyAdd(factors, psi.Imaginary.Slice(first, factors.Length), result.Imaginary.Slice(first, factors.Length));
            }
        }
    }
}
