using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>
/// The bracket by moving states instead of matrices, for any occurrence l of any angle: with rho_l the state right after its gate, G the generator and M_l the
/// rest of the circuit around the observable, d&lt;Q&gt;/dt = -i tr( M_l [G, rho_l] ) = 2 Im &lt;psi_l| M_l G |psi_l&gt;.
/// </summary>
internal static class MovingStates
{
    /// <summary>
    /// d psi/dt at the circuit's end for occurrence <paramref name="l"/>: all later steps applied to -i G psi_l. For the encoding this is
    /// dV/dx_q = -(i/2) V_1 (x) ... (x) (sigma V_q) (x) ... (x) V_n on the initial state, moved on by U.
    /// </summary>
    [Equation("QGrad-CAM", "13")]
    public static void DerivativeOfState(CircuitRun run, int l, StateVector<double> afterStep, StateVector<double> derivative)
    {
        Generate(run.Steps[l], afterStep, derivative);
        MultiplyByMinusI(derivative);
        run.Move(derivative, l + 1, run.Steps.Length);
    }

    /// <summary>
    /// d&lt;Q&gt;/dt = tr( Q (d psi/dt) psi^dag ) + tr( Q psi (d psi/dt)^dag ): the two terms are conjugates, so the sum is 2 Re &lt;psi|Q|d psi/dt&gt;.
    /// </summary>
    [Equation("QGrad-CAM", "11")]
    public static double ProductRule(Observable observable, StateVector<double> psi, StateVector<double> derivative)
    {
        var sum = 0.0;
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            var factors = BitPauli.Of(pauli, psi.Qubits);
            var first = psi.Inner(derivative, factors, 0, 0);
            var second = derivative.Inner(psi, factors, 0, 0);
            sum += coefficient * (first + second).Real;
        }

        return sum;
    }

    /// <summary>
    /// Adds the derivatives of all occurrences that <paramref name="wanted"/> selects: by the Leibniz rule an input or weight that occurs several
    /// times collects the sum over its occurrences, each with its chain factor.
    /// </summary>
    [Equation("QGrad-CAM", "12")]
    public static void AddOccurrences(CircuitRun run, StateVector<double> final, Jacobian jacobian, Func<int, bool> wanted)
    {
        var (state, derivative) = (run.InitialState(), new StateVector<double>(run.Circuit.Qubits));
        var reached = 0;
        foreach (var l in run.Occurrences.Where(wanted))
        {
            run.Cancellation.ThrowIfCancellationRequested();
            run.Move(state, reached, l + 1);
            reached = l + 1;
            DerivativeOfState(run, l, state, derivative);
            for (var m = 0; m < run.Observables.Count; m++)
            {
                run.Add(jacobian, m, l, ProductRule(run.Observables[m], final, derivative));
            }
        }
    }

    /// <summary>result = G psi = Pi (a + c P) psi, Pi projecting on the states that meet the controls.</summary>
    private static void Generate(Instruction step, StateVector<double> psi, StateVector<double> result)
    {
        result.Clear();
        result.Accumulate(step.Constant, default, psi);
        result.Accumulate(step.Coefficient, step.Pauli, psi);
        for (var i = 0L; i < result.Dimension; i++)
        {
            if ((i & step.ControlMask) != step.ControlValue)
            {
                (result.Real[(int)i], result.Imaginary[(int)i]) = (0, 0);
            }
        }
    }

    private static void MultiplyByMinusI(StateVector<double> state)
    {
        for (var i = 0; i < state.Dimension; i++)
        {
            var value = -Complex.ImaginaryOne * state[i];
            (state.Real[i], state.Imaginary[i]) = (value.Real, value.Imaginary);
        }
    }
}
