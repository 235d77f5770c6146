using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// Reverse mode on the state. With lambda = O psi at the circuit's end, steps are undone one by one on psi and on lambda, and a step
/// U(t) = exp(-i t G) contributes dE/dt = 2 Re &lt;lambda| -i G |psi&gt; = 2 Im &lt;lambda|G|psi&gt;, both taken just after it.
/// Costs four to six runs of the circuit whatever the number of parameters, and three states of memory. Jones and Gacon (2020), Efficient calculation of
/// gradients in classical simulations of variational quantum algorithms.
/// </summary>
public sealed class Adjoint : IDifferentiator
{
    /// <summary>
    /// States of up to so many qubits, 128 MB for both, are kept from one pullback to the next: new memory can cost more than a run of the circuit.
    /// </summary>
    private const int MostKeptQubits = 22;

    private StateVector<double>? keptPsi, keptLambda;

    /// <inheritdoc/>
    public string Name => "adjoint";

    /// <inheritdoc/>
    public Jacobian Differentiate(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default)
    {
        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial, cancellation);
        var final = run.FinalState();
        var jacobian = run.Start(final);
        var (psi, lambda) = (new StateVector<double>(circuit.Qubits), new StateVector<double>(circuit.Qubits));
        for (var m = 0; m < observables.Count; m++)
        {
            psi.CopyFrom(final);
            lambda.Clear();
            ObservableSweep.Add(observables[m].Terms.Select(term => (term.Coefficient, BitPauli.Of(term.Pauli, circuit.Qubits))), psi, lambda, Workers.Pool);
            Sweep(run, psi, lambda, jacobian, m);
        }

        return jacobian;
    }

    /// <summary>
    /// The vector-Jacobian product of the weighted sum O = sum over m of g_m Q_m in ONE backward sweep: a Jacobian with a single row, the expectation being
    /// &lt;O&gt;. <paramref name="costate"/>, if given, becomes lambda_0 = U^dag O U |initial&gt;, so that dE/dRe psi_0i = 2 Re lambda_0i and
    /// dE/dIm psi_0i = 2 Im lambda_0i: the gradient of an amplitude encoding. Throws as <see cref="Differentiate"/> does, and where there is not one
    /// cotangent per observable.
    /// </summary>
    public Jacobian Pullback(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> cotangents,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        StateVector<double>? costate = null,
        CancellationToken cancellation = default)
    {
        if (cotangents.Length != observables.Count)
        {
            throw new ArgumentException($"{Name}: {cotangents.Length} cotangents were given for {observables.Count} observables.");
        }

        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial, cancellation);
        var psi = run.FinalState(Take(ref keptPsi, circuit.Qubits));
        var lambda = costate ?? Take(ref keptLambda, circuit.Qubits);
        lambda.Clear();
        var terms = new List<(double, BitPauli)>();
        for (var m = 0; m < observables.Count; m++)
        {
            foreach (var (coefficient, pauli) in observables[m].Terms)
            {
                terms.Add((cotangents[m] * coefficient, BitPauli.Of(pauli, circuit.Qubits)));
            }
        }

        ObservableSweep.Add(terms, psi, lambda, Workers.Pool);

        var row = new Jacobian(1, circuit.Inputs, circuit.Weights);
        row.Expectations[0] = psi.Inner(lambda).Real;
        Sweep(run, psi, lambda, row, 0);
        Keep(ref keptPsi, psi);
        if (costate is null)
        {
            Keep(ref keptLambda, lambda);
        }

        return row;
    }

    /// <summary>The kept state, if it has so many qubits and nobody else has taken it, or a new one.</summary>
    private static StateVector<double> Take(ref StateVector<double>? kept, int qubits) =>
        Interlocked.Exchange(ref kept, null) is { } state && state.Qubits == qubits ? state : new(qubits);

    private static void Keep(ref StateVector<double>? kept, StateVector<double> state)
    {
        if (state.Qubits <= MostKeptQubits)
        {
            Volatile.Write(ref kept, state);
        }
    }

    private static void Sweep(CircuitRun run, StateVector<double> psi, StateVector<double> lambda, Jacobian jacobian, int row)
    {
        var derivatives = new double[run.Steps.Length];
        BackwardSweep.Run(run.BackwardPlan, psi, lambda, run.Angles, derivatives, Workers.Pool, run.Cancellation);
        foreach (var i in run.Occurrences)
        {
            run.Add(jacobian, row, i, derivatives[i]);
        }
    }
}
