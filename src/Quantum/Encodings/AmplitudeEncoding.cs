using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Encodings;

/// <summary>
/// Amplitude encoding: psi_i = x_i / |x|, up to 2^n inputs in n qubits, missing ones being 0. The inputs are the initial state and not gate angles, so no
/// parameter shift exists; derivatives come from the costate lambda of the adjoint method: dE/dx_i = ( 2 Re lambda_i - 2 E psi_i ) / |x|.
/// </summary>
public static class AmplitudeEncoding
{
    /// <summary>The state of <paramref name="qubits"/> qubits. Refuses more than 2^n inputs, numbers that are not finite, and x = 0, which has no
    /// direction.</summary>
    public static StateVector<double> State(int qubits, ReadOnlySpan<double> x)
    {
        var state = new StateVector<double>(qubits);
        if (x.IsEmpty || x.Length > state.Dimension)
        {
            throw new ArgumentException($"AmplitudeEncoding: {x.Length} inputs are outside 1 to {state.Dimension}, the amplitudes of {qubits} qubits.");
        }

        var norm = Norm(x);
        state.Real[0] = 0;
        for (var i = 0; i < x.Length; i++)
        {
            state.Real[i] = x[i] / norm;
        }

        return state;
    }

    /// <summary>
    /// The vector-Jacobian product of E = sum over m of g_m &lt;Q_m&gt; with respect to the amplitudes x (the Jacobian's inputs) and the weights, in one
    /// backward sweep. The circuit itself must take no inputs.
    /// </summary>
    public static Jacobian Pullback(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> cotangents,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> weights,
        CancellationToken cancellation = default)
    {
        if (circuit.Inputs > 0)
        {
            throw new ArgumentException($"AmplitudeEncoding: the circuit takes {circuit.Inputs} inputs of its own, but amplitudes are the only inputs here.");
        }

        var (psi, costate) = (State(circuit.Qubits, x), new StateVector<double>(circuit.Qubits));
        var swept = new Adjoint().Pullback(circuit, observables, cotangents, [], weights, psi, costate, cancellation);
        var row = new Jacobian(1, x.Length, circuit.Weights);
        row.Expectations[0] = swept.Expectations[0];
        Array.Copy(swept.Weights, row.Weights, swept.Weights.Length);
        var norm = Norm(x);
        for (var i = 0; i < x.Length; i++)
        {
            row.Inputs[0, i] = 2 * (costate.Real[i] - swept.Expectations[0] * psi.Real[i]) / norm;
        }

        return row;
    }

    /// <summary>|x|, scaled by the largest entry on the way so that squares neither overflow nor vanish.</summary>
    private static double Norm(ReadOnlySpan<double> x)
    {
        var largest = 0.0;
        foreach (var value in x)
        {
            largest = double.IsFinite(value)
                ? Math.Max(largest, Math.Abs(value))
                : throw new ArgumentException($"AmplitudeEncoding: the input {value} is not a finite number.");
        }

        if (largest == 0)
        {
            throw new ArgumentException($"AmplitudeEncoding: all {x.Length} inputs are 0, which is no direction and so no state.");
        }

        var sum = 0.0;
        foreach (var value in x)
        {
            sum += value / largest * (value / largest);
        }

        return largest * Math.Sqrt(sum);
    }
}
