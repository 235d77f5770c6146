using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// Reverse mode on the state. With lambda = O psi at the circuit's end, steps are undone one by one on psi and on lambda, and a step
/// U(t) = exp(-i t G) contributes dE/dt = 2 Re &lt;lambda| -i G |psi&gt; = 2 Im &lt;lambda|G|psi&gt;, both taken just after it.
/// Costs about four runs of the circuit whatever the number of parameters, and three states of memory.
/// </summary>
public sealed class Adjoint : IDifferentiator
{
    /// <inheritdoc/>
    public string Name => "adjoint";

    /// <inheritdoc/>
    public Jacobian Differentiate(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null)
    {
        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial);
        var final = run.FinalState();
        var jacobian = run.Start(final);
        var (psi, lambda) = (new StateVector<double>(circuit.Qubits), new StateVector<double>(circuit.Qubits));
        for (var m = 0; m < observables.Count; m++)
        {
            psi.CopyFrom(final);
            Seed(lambda, observables[m], 1, psi);
            Sweep(run, psi, lambda, jacobian, m);
        }

        return jacobian;
    }

    /// <summary>
    /// The vector-Jacobian product of the weighted sum O = sum over m of g_m Q_m in ONE backward sweep: a Jacobian with a single row, the expectation being
    /// &lt;O&gt;. <paramref name="costate"/>, if given, becomes lambda_0 = U^dag O U |initial&gt;, so that dE/dRe psi_0i = 2 Re lambda_0i and
    /// dE/dIm psi_0i = 2 Im lambda_0i: the gradient of an amplitude encoding.
    /// </summary>
    public Jacobian Pullback(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> cotangents,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        StateVector<double>? costate = null)
    {
        if (cotangents.Length != observables.Count)
        {
            throw new ArgumentException($"{Name}: {cotangents.Length} cotangents were given for {observables.Count} observables.");
        }

        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial);
        var psi = run.FinalState();
        var lambda = costate ?? new StateVector<double>(circuit.Qubits);
        lambda.Clear();
        for (var m = 0; m < observables.Count; m++)
        {
            Add(lambda, observables[m], cotangents[m], psi);
        }

        var row = new Jacobian(1, circuit.Inputs, circuit.Weights);
        row.Expectations[0] = psi.Inner(lambda).Real;
        Sweep(run, psi, lambda, row, 0);
        return row;
    }

    private static void Sweep(CircuitRun run, StateVector<double> psi, StateVector<double> lambda, Jacobian jacobian, int row)
    {
        for (var i = run.Steps.Length - 1; i >= 0; i--)
        {
            var step = run.Steps[i];
            if (step.IsDifferentiable)
            {
                run.Add(jacobian, row, i, 2 * step.Generate(lambda, psi).Imaginary);
            }

            psi.ApplyInverse(step, run.Angles[i]);
            lambda.ApplyInverse(step, run.Angles[i]);
        }
    }

    private static void Seed(StateVector<double> lambda, Observable observable, double factor, StateVector<double> psi)
    {
        lambda.Clear();
        Add(lambda, observable, factor, psi);
    }

    private static void Add(StateVector<double> lambda, Observable observable, double factor, StateVector<double> psi)
    {
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            lambda.Accumulate(factor * coefficient, BitPauli.Of(pauli, psi.Qubits), psi);
        }
    }
}
