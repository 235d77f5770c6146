// Layout: two planes, re and im, of each state; selected indices come in runs of neighbours, on which P's phase does not change.
// Loop order: the term a, then c P; runs in ascending order; within a run the two products of planes with the factor's part that is not zero.
// Equation:   sum := sum - i factor Pi (a + c P) psi, that is sum_(i xor X) += -i factor c phase (-1)^parity(i and Z) psi_i.
// Checked by: Hessians and metric tensors of an independent simulator, and slopes of first derivatives (SecondOrderTests).
using System.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>What derivatives of states are sums of: -i G |psi&gt; for a step's generator G = Pi (a + c P).</summary>
internal static class GeneratorKernel
{
    /// <summary>
    /// |sum&gt; += factor * (-i) Pi (a + c P) |psi&gt;, Pi projecting on the states that meet the step's controls; the two states must not be the
    /// same.
    /// </summary>
    public static void AddTurned(Instruction step, double factor, StateVector<double> psi, StateVector<double> sum)
    {
        if (step.Constant != 0)
        {
            Add(default, step, -Complex.ImaginaryOne * (factor * step.Constant), psi, sum);
        }

        Add(step.Pauli, step, -Complex.ImaginaryOne * (factor * step.Coefficient), psi, sum);
    }

    /// <summary>sum_(i xor X) += factor * phase(i) * psi_i for every i that meets the controls, which are outside of P's support.</summary>
    private static void Add(BitPauli pauli, Instruction step, Complex factor, StateVector<double> psi, StateVector<double> sum)
    {
        ReadOnlySpan<double> re = psi.Real, im = psi.Imaginary;
        Span<double> sumRe = sum.Real, sumIm = sum.Imaginary;
        var selection = new Selection(step.ControlMask, step.ControlValue, re.Length, pauli.Support);
        var turned = factor * pauli.Phase;
        for (var start = 0L; start < re.Length; start = selection.Next(start))
        {
            var i = (int)(start | selection.Value);
            var (j, run, sign) = (i ^ (int)pauli.X, selection.Run, pauli.IsOdd(i) ? -1 : 1);
            AddMultiple(re.Slice(i, run), im.Slice(i, run), sign * turned, sumRe.Slice(j, run), sumIm.Slice(j, run));
        }
    }

    /// <summary>One of the factor's parts is zero, since i^k is real or imaginary.</summary>
    private static void AddMultiple(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Complex factor, Span<double> sumRe, Span<double> sumIm)
    {
        if (factor.Real != 0)
        {
            TensorPrimitives.MultiplyAdd(re, factor.Real, sumRe, sumRe);
            TensorPrimitives.MultiplyAdd(im, factor.Real, sumIm, sumIm);
        }

        if (factor.Imaginary != 0)
        {
            TensorPrimitives.MultiplyAdd(im, -factor.Imaginary, sumRe, sumRe);
            TensorPrimitives.MultiplyAdd(re, factor.Imaginary, sumIm, sumIm);
        }
    }
}
