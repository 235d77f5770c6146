using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Batch;

/// <summary>
/// The state after the gates that act on single qubits before any other: the tensor product of the bits' own states, and its pullback.
/// </summary>
internal sealed class ProductState<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BatchPlan plan;
    private readonly bool isReal;
    private readonly AlignedBuffer<T> bits, below, work;

    /// <summary>The product state of a plan.</summary>
    public ProductState(BatchPlan plan)
    {
        this.plan = plan;
        isReal = plan.Product.All(factors => factors.All(factor => factor.IsTurn));
        (bits, below, work) = (new(plan.Qubits * 4 * V.Lanes), new(plan.Dimension * 2 * V.Lanes), new(8 * V.Lanes));
        below.Slice(2 * V.Lanes, V.Lanes).Fill(T.One);
    }

    /// <summary>Fills <paramref name="state"/>; the products of the lower bits are kept for the pullback.</summary>
    public void Build(SampleRows<V, T> rows, Span<T> state)
    {
        for (var bit = 0; bit < plan.Qubits; bit++)
        {
            var phi = Bit(bit);
            phi.Clear();
            phi[..V.Lanes].Fill(T.One);
            foreach (var factor in plan.Product[bit])
            {
                Apply(factor, rows, phi, inverse: false);
            }

            ProductKernel<V, T>.Extend(phi, Below(bit), bit == plan.Qubits - 1 ? state : Below(bit + 1), isReal);
        }
    }

    /// <summary>Adds the factors' gradients; destroys the costate.</summary>
    public void Pullback(SampleRows<V, T> rows, Span<T> costate, GradientRows<V, T> gradients)
    {
        for (var bit = plan.Qubits - 1; bit >= 0; bit--)
        {
            var phi = work.Slice(0, 4 * V.Lanes);
            var back = work.Slice(4 * V.Lanes, 4 * V.Lanes);
            Bit(bit).CopyTo(phi);
            ProductKernel<V, T>.Fold(phi, Below(bit), costate[..(2 * Below(bit).Length)], back, isReal);
            for (var i = plan.Product[bit].Length - 1; i >= 0; i--)
            {
                var factor = plan.Product[bit][i];
                if (factor.Slot >= 0)
                {
                    var sum = gradients[factor.Slot];
                    if (factor.IsTurn)
                    {
                        ProductKernel<V, T>.TurnGradient(phi, back, sum);
                    }
                    else
                    {
                        ProductKernel<V, T>.PhaseGradient(phi, back, sum);
                    }
                }

                Apply(factor, rows, phi, inverse: true);
                Apply(factor, rows, back, inverse: true);
            }
        }
    }

    private static void Apply(ProductFactor factor, SampleRows<V, T> rows, Span<T> phi, bool inverse)
    {
        if (factor.IsTurn)
        {
            ProductKernel<V, T>.Turn(phi, rows[factor.Row], inverse);
        }
        else
        {
            ProductKernel<V, T>.Phase(phi, rows[factor.Row], inverse);
        }
    }

    private Span<T> Bit(int bit) => bits.Slice(bit * 4 * V.Lanes, 4 * V.Lanes);

    /// <summary>The product of the lowest <paramref name="count"/> bits: 2^count rows from row 2^count on.</summary>
    private Span<T> Below(int count) => below.Slice((2 * V.Lanes) << count, (2 * V.Lanes) << count);
}
