using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Batch;

/// <summary>Measures a tile's final states, and makes the costates that a pullback starts from.</summary>
internal sealed class ReadoutRunner<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Readout readout;
    private readonly int qubits, dimension;
    private readonly int[] starts, rows;
    private readonly AlignedBuffer<T> strings, zero, work;

    /// <summary>For a plan; <paramref name="work"/> is shared: a row per basis state, then a quarter as many.</summary>
    public ReadoutRunner(BatchPlan plan, AlignedBuffer<T> work)
    {
        (readout, qubits, dimension, this.work) = (plan.Readout, plan.Qubits, plan.Dimension, work);
        starts = [.. readout.Source.Select(row => row * 2 * V.Lanes)];
        rows = [.. Enumerable.Range(0, dimension)];
        strings = new((qubits + readout.Products.Length + readout.Pairs.Length) * V.Lanes);
        zero = new(V.Lanes);
    }

    /// <summary>
    /// expectations[lane, m] = identity_m + sum over strings of coefficient * &lt;string&gt;, for the first <paramref name="count"/> lanes.
    /// </summary>
    public void Measure(ReadOnlySpan<T> state, int count, Span<double> expectations)
    {
        if (readout.NeedsProbabilities)
        {
            var probabilities = work.Slice(0, dimension * V.Lanes);
            StateKernel<V, T>.Probabilities(state, starts, probabilities);
            if (readout.HasBits)
            {
                RowSumKernel<V, T>.BitSums(probabilities, rows, work.Slice(probabilities.Length, dimension / 4 * V.Lanes), strings.Span);
            }

            for (var i = 0; i < readout.Products.Length; i++)
            {
                RowSumKernel<V, T>.Signed(probabilities, readout.Products[i].Plus, readout.Products[i].Minus, Product(i));
            }
        }

        for (var i = 0; i < readout.Pairs.Length; i++)
        {
            var (flip, isImaginary, pairs, signs) = readout.Pairs[i];
            PauliPairKernel<V, T>.Sum(state, pairs, signs, flip, isImaginary, Pair(i));
        }

        for (var lane = 0; lane < count; lane++)
        {
            readout.Identity.CopyTo(expectations[(lane * readout.Observables)..]);
        }

        var values = strings.Span;
        foreach (var (number, observable, coefficient) in readout.Uses)
        {
            for (var lane = 0; lane < count; lane++)
            {
                expectations[lane * readout.Observables + observable] += coefficient * double.CreateTruncating(values[number * V.Lanes + lane]);
            }
        }
    }

    /// <summary>lambda = sum over m of g_m Q_m psi. The identity's part is left out: it moves nothing, since norms are kept.</summary>
    public void Seed(ReadOnlySpan<T> state, int count, ReadOnlySpan<double> cotangents, Span<T> costate)
    {
        var factors = strings.Span;
        factors.Clear();
        foreach (var (number, observable, coefficient) in readout.Uses)
        {
            for (var lane = 0; lane < count; lane++)
            {
                factors[number * V.Lanes + lane] += T.CreateTruncating(coefficient * cotangents[lane * readout.Observables + observable]);
            }
        }

        var weights = work.Slice(0, dimension * V.Lanes);
        RowSumKernel<V, T>.Spread(zero.Span, factors, qubits, weights);
        for (var i = 0; i < readout.Products.Length; i++)
        {
            RowSumKernel<V, T>.AddSigned(Product(i), readout.Products[i].Plus, readout.Products[i].Minus, weights);
        }

        StateKernel<V, T>.Costate(state, starts, weights, costate);
        for (var i = 0; i < readout.Pairs.Length; i++)
        {
            var (flip, isImaginary, pairs, signs) = readout.Pairs[i];
            PauliPairKernel<V, T>.Add(Pair(i), state, pairs, signs, flip, isImaginary, costate);
        }
    }

    private Span<T> Product(int number) => strings.Slice((qubits + number) * V.Lanes, V.Lanes);

    private Span<T> Pair(int number) => strings.Slice((qubits + readout.Products.Length + number) * V.Lanes, V.Lanes);
}
