using QXai.Quantum.Simulation;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// What measuring or resetting one qubit does to a state, whose amplitudes come in blocks: those with the qubit 0, then those with it 1.
/// </summary>
internal static class QubitProjection
{
    /// <summary>
    /// The probability of 1: &lt;psi| (1 - Z_q)/2 |psi&gt;; and of 0, each summed on its own, so that a vanishing one comes out as 0.
    /// </summary>
    public static (double Zero, double One) Probabilities(StateVector<double> state, int qubit)
    {
        var bit = BitOf(state, qubit);
        return (state.Inner(state, default, bit, 0).Real, state.Inner(state, default, bit, bit).Real);
    }

    /// <summary>|psi&gt; := Pi_value |psi&gt; / sqrt(probability).</summary>
    public static void Collapse(StateVector<double> state, int qubit, bool value, double probability)
    {
        var scale = 1 / Math.Sqrt(probability);
        Collapse(state.Real, BitOf(state, qubit), value, scale);
        Collapse(state.Imaginary, BitOf(state, qubit), value, scale);
    }

    /// <summary>Moves a state in which the qubit is 1 to the one in which it is 0.</summary>
    public static void Flip(StateVector<double> state, int qubit)
    {
        Flip(state.Real, BitOf(state, qubit));
        Flip(state.Imaginary, BitOf(state, qubit));
    }

    private static void Collapse(Span<double> plane, int bit, bool value, double scale)
    {
        for (var block = 0L; block < plane.Length; block += 2L * bit)
        {
            var kept = plane.Slice((int)block + (value ? bit : 0), bit);
            TensorPrimitives.Multiply(kept, scale, kept);
            plane.Slice((int)block + (value ? 0 : bit), bit).Clear();
        }
    }

    private static void Flip(Span<double> plane, int bit)
    {
        for (var block = 0L; block < plane.Length; block += 2L * bit)
        {
            var one = plane.Slice((int)block + bit, bit);
            one.CopyTo(plane[(int)block..]);
            one.Clear();
        }
    }

    private static int BitOf(StateVector<double> state, int qubit) => 1 << (state.Qubits - 1 - qubit);
}
