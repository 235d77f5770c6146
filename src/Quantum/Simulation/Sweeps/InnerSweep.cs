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
        return Groups(pool, group =>
            PauliProducts.Inner<T>(
                    left.Real, left.Imaginary, right.Real, right.Imaginary, pauli, mask, value, (long)group * count, count))
                .Aggregate(Complex.Add);
    }

    /// <summary>&lt;psi|D|psi&gt; = sum over i of d_i |psi_i|^2 for a weighted sum D of strings of I and Z, in one sweep for all strings.</summary>
    public static double Diagonal<T>((double Coefficient, long Z)[] terms, StateVector<T> psi, WorkerPool? pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return psi.Qubits < Sweep.ParallelQubits ? Part(0, psi.Dimension) : Groups(pool, group => Part(group, psi.Dimension >> GroupBits)).Sum();

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

    /// <summary>sum over i of (-1)^(i_q) |psi_i|^2 for every qubit q, in one sweep: low bits from the squares of a stretch, high bits from its sum.</summary>
    public static double[] Z<T>(StateVector<T> psi, WorkerPool? pool)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = psi.Qubits;
        var parts = n < Sweep.ParallelQubits ? [Part(0, psi.Dimension)] : Groups(pool, group => Part(group, psi.Dimension >> GroupBits));
        return [.. Enumerable.Range(0, n).Select(q => parts.Sum(part => part[n - 1 - q]))];

        double[] Part(int group, int count)
        {
            var bits = Math.Min(StretchBits, int.Log2(count));
            Span<double> re = stackalloc double[1 << bits], im = stackalloc double[1 << bits], low = stackalloc double[bits];
            var sums = new double[psi.Qubits];
            for (var first = group * count; first < (group + 1) * count; first += re.Length)
            {
                TensorPrimitives.ConvertTruncating<T, double>(psi.Real.Slice(first, re.Length), re);
                TensorPrimitives.ConvertTruncating<T, double>(psi.Imaginary.Slice(first, im.Length), im);
                TensorPrimitives.Multiply(im, im, im);
                TensorPrimitives.MultiplyAdd(re, re, im, re);
                var total = OverlapKernel.BitSums(re, low);
                for (var bit = 0; bit < sums.Length; bit++)
                {
                    sums[bit] += bit < bits ? low[bit] : (first >> bit & 1) == 0 ? total : -total;
                }
            }

            return sums;
        }
    }

    private static TPart[] Groups<TPart>(WorkerPool? pool, Func<int, TPart> part)
    {
        var parts = new TPart[1 << GroupBits];
        if (pool is null || pool.Workers == 1)
        {
            Share(0, parts.Length);
        }
        else
        {
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(parts.Length, worker, pool.Workers);
                Share(start, end);
            });
        }

        return parts;

        void Share(int start, int end)
        {
            for (var group = start; group < end; group++)
            {
                parts[group] = part(group);
            }
        }
    }
}
