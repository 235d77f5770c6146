using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Differentiation.SecondOrder;

/// <summary>
/// Second derivatives of expectations, exactly, by forward mode over reverse mode: the adjoint method's gradient dE/dt_l = 2 Im
/// &lt;lambda_l|G_l|psi_l&gt; is differentiated along one parameter x at a time by carrying the derivatives psi' and lambda' beside psi and lambda.
/// Costs about ten runs of the circuit per parameter, and four states of memory.
/// </summary>
public static class Hessian
{
    /// <summary>
    /// H[i, j] = d^2 &lt;Q&gt; / dx_i dx_j, symmetric, over the inputs and then the weights: shape [Inputs + Weights, Inputs + Weights]. Shared,
    /// scaled and mapped angles are included:
    /// d^2t/dx_i dx_j of a mapped angle (i = j) or a product x_i x_j adds dE/dt times it. Throws <see cref="ArgumentException"/> where lengths,
    /// qubits or the observable do not fit.
    /// </summary>
    public static double[,] Of(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default)
    {
        MemoryBudget.RequireStates($"The Hessian on {circuit.Qubits} qubits", circuit.Qubits, 4);
        var run = new CircuitRun("hessian", circuit, [observable], inputs, weights, initial, cancellation);
        var parameters = new Parameters(run, inputs, weights);
        var (psi, tangent) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        var (lambda, lambdaTangent) = (new StateVector<double>(circuit.Qubits), new StateVector<double>(circuit.Qubits));
        var hessian = new double[parameters.Count, parameters.Count];
        for (var p = 0; p < parameters.Count; p++)
        {
            parameters.Forward(p, psi, [tangent]);
            Apply(observable, psi, lambda);
            Apply(observable, tangent, lambdaTangent);
            for (var l = run.Steps.Length - 1; l >= 0; l--)
            {
                cancellation.ThrowIfCancellationRequested();
                var step = run.Steps[l];
                AddRow(parameters, l, p, step, (psi, tangent), (lambda, lambdaTangent), hessian);
                if (parameters.Slope(l, p) is var slope and not 0)
                {
                    GeneratorKernel.AddTurned(step, -slope, psi, tangent);
                    GeneratorKernel.AddTurned(step, -slope, lambda, lambdaTangent);
                }

                foreach (var state in (ReadOnlySpan<StateVector<double>>)[psi, tangent, lambda, lambdaTangent])
                {
                    state.ApplyInverse(step, run.Angles[l]);
                }
            }
        }

        Symmetrise(hessian);
        return hessian;
    }

    /// <summary>
    /// Step l's part of column p: (dt_l/dx_q) d/dx_p (dE/dt_l) + (d^2t_l/dx_p dx_q) dE/dt_l for every q, with dE/dt_l = 2 Im &lt;lambda|G|psi&gt;.
    /// </summary>
    private static void AddRow(
        Parameters parameters,
        int l,
        int p,
        Instruction step,
        (StateVector<double> State, StateVector<double> Tangent) psi,
        (StateVector<double> State, StateVector<double> Tangent) lambda,
        double[,] hessian)
    {
        if (parameters.Of(l) is { IsEmpty: false } slopes)
        {
            var change = 2 * (step.Generate(lambda.Tangent, psi.State) + step.Generate(lambda.State, psi.Tangent)).Imaginary;
            foreach (var (q, slope) in slopes)
            {
                hessian[q, p] += slope * change;
            }
        }

        foreach (var (first, second, curvature) in parameters.CurvaturesOf(l))
        {
            if (first == p || second == p)
            {
                hessian[first == p ? second : first, p] += curvature * 2 * step.Generate(lambda.State, psi.State).Imaginary;
            }
        }
    }

    /// <summary>|result&gt; := Q |psi&gt;.</summary>
    private static void Apply(Observable observable, StateVector<double> psi, StateVector<double> result)
    {
        result.Clear();
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            result.Accumulate(coefficient, BitPauli.Of(pauli, psi.Qubits), psi);
        }
    }

    /// <summary>Both triangles were computed; their mean halves the rounding.</summary>
    private static void Symmetrise(double[,] matrix)
    {
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < i; j++)
            {
                matrix[i, j] = matrix[j, i] = (matrix[i, j] + matrix[j, i]) / 2;
            }
        }
    }
}
