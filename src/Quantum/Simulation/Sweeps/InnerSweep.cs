using System.Numerics;
using QXai.Numerics.Parallel;
using QXai.Quantum.Simulation.Kernels;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// Sums over all amplitudes of large states: in groups of a fixed number, shared among workers and added in order, so that the bits do not depend on the
/// number of workers.
/// </summary>
internal static class InnerSweep
{
    private const int GroupBits = 6, StretchBits = 9;

    /// <summary>&lt;left| Pi P |right&gt;, Pi projecting on the basis states whose <paramref name="mask"/> bits are <paramref name="value"/>.</summary>
    public static Complex Inner<T>(StateVector<T> left, StateVector<T> right, BitPauli pauli, long mask, long value, WorkerPool? pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (left.Qubits < Sweep.ParallelQubits)
        {
            return PauliProducts.Inner<T>(left.Real, left.Imaginary, right.Real, right.Imaginary, pauli, mask, value);
        }

        var count = left.Dimension >> GroupBits;
        return Sum(pool, group =>
            PauliProducts.Inner<T>(left.Real, left.Imaginary, right.Real, right.Imaginary, pauli, mask, value, (long)group * count, count));
    }

    /// <summary>&lt;psi|D|psi&gt; = sum over i of d_i |psi_i|^2 for a weighted sum D of strings of I and Z, in one sweep for all strings.</summary>
    public static double Diagonal<T>((double Coefficient, long Z)[] terms, StateVector<T> psi, WorkerPool? pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return psi.Qubits < Sweep.ParallelQubits ? Part(0, psi.Dimension) : Sum(pool, group => Part(group, psi.Dimension >> GroupBits)).Real;

        double Part(int group, int count)
        {
            var stretch = Math.Min(1 << StretchBits, count);
            Span<double> factors = stackalloc double[stretch], re = stackalloc double[stretch], im = stackalloc double[stretch];
            var sum = 0.0;
            for (var first = group * count; first < (group + 1) * count; first += stretch)
            {
                ParityKernel.Fill(terms, first, factors);
                TensorPrimitives.ConvertTruncating<T, double>(psi.Real.Slice(first, stretch), re);
                TensorPrimitives.ConvertTruncating<T, double>(psi.Imaginary.Slice(first, stretch), im);
                sum += ParityKernel.WeightedNorm(factors, re, im);
            }

            return sum;
        }
    }

    private static Complex Sum(WorkerPool? pool, Func<int, Complex> part)
    {
        var sums = new Complex[1 << GroupBits];
        if (pool is null || pool.Workers == 1)
        {
            Share(0, sums.Length);
        }
        else
        {
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(sums.Length, worker, pool.Workers);
                Share(start, end);
            });
        }

        return sums.Aggregate((total, sum) => total + sum);

        void Share(int start, int end)
        {
            for (var group = start; group < end; group++)
            {
                sums[group] = part(group);
            }
        }
    }
}
