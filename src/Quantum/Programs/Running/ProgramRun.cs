using QXai.Quantum.Simulation;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Runs a program over all branches of its measurements. Where a measurement branches, the smaller share is followed on a copy of the state and the
/// larger one on the state itself, so that at most log2 of the number of shares many states are alive.
/// </summary>
internal sealed class ProgramRun<T>(
    QuantumProgram program, double[] inputs, double[] weights, IShares<T> shares, Action<StateVector<double>, bool[], T> atEnd)
    where T : struct, IComparable<T>
{
    private readonly Step[] steps = Flattening.Of(program);

    /// <summary>
    /// Runs from an initial state, which is overwritten; what is left of <paramref name="share"/> on every branch is handed out at its end with the
    /// state and the bits.
    /// </summary>
    public void Start(StateVector<double> initial, T share, CancellationToken cancellation = default) =>
        Run(0, initial, new bool[program.Bits], share, cancellation);

    private void Run(int at, StateVector<double> state, bool[] bits, T share, CancellationToken cancellation)
    {
        while (at < steps.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = steps[at++];
            switch (step)
            {
                case GatesStep gates:
                    state.Apply(gates.Circuit, inputs, weights);
                    break;
                case AssignStep assign:
                    bits[assign.Bit] = assign.Value;
                    break;
                case JumpStep jump when jump.Unless is null || !jump.Unless.Holds(bits):
                    at = jump.Target;
                    break;
                case MeasureStep measure:
                    share = Branch(at, state, bits, share, measure.Qubit, measure.Bit, reset: false, cancellation);
                    break;
                case ResetStep reset:
                    share = Branch(at, state, bits, share, reset.Qubit, null, reset: true, cancellation);
                    break;
            }
        }

        atEnd(state, bits, share);
    }

    /// <summary>Follows the smaller share to its end and returns the larger one, with state and bits made ready for it.</summary>
    private T Branch(int next, StateVector<double> state, bool[] bits, T share, int qubit, int? bit, bool reset, CancellationToken cancellation)
    {
        var (zero, one) = QubitProjection.Probabilities(state, qubit);
        var (first, second) = shares.Split(share, zero, one);
        var larger = second.CompareTo(first) > 0;
        var smallerShare = larger ? first : second;
        if (smallerShare.CompareTo(default) > 0)
        {
            var (copy, copiedBits) = (state.Clone(), (bool[])bits.Clone());
            Take(copy, copiedBits, !larger);
            Run(next, copy, copiedBits, smallerShare, cancellation);
        }

        Take(state, bits, larger);
        return larger ? second : first;

        void Take(StateVector<double> taken, bool[] written, bool value)
        {
            QubitProjection.Collapse(taken, qubit, value, value ? one : zero);
            if (reset && value)
            {
                QubitProjection.Flip(taken, qubit);
            }

            if (bit is { } target)
            {
                written[target] = value;
            }
        }
    }
}
