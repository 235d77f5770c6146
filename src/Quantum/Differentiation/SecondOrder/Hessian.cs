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
    /// scaled and mapped angles are included: d^2t/dx^2 of a mapped angle adds dE/dt times it. Throws <see cref="ArgumentException"/> where lengths,
    /// qubits or the observable do not fit.
    /// </summary>
    public static double[,] Of(
        Circuit circuit, Observable observable, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, StateVector<double>? initial = null)
    {
        MemoryBudget.RequireStates($"The Hessian on {circuit.Qubits} qubits", circuit.Qubits, 4);
        var run = new CircuitRun("hessian", circuit, [observable], inputs, weights, initial);
        var parameters = new Parameters(run);
        var (x, w) = (inputs.ToArray(), weights.ToArray());
        double[] curvatures = [.. run.Steps.Select(step => step.Angle.Curvature(x, w))];
        var (psi, tangent) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        var (lambda, lambdaTangent) = (new StateVector<double>(circuit.Qubits), new StateVector<double>(circuit.Qubits));
        var hessian = new double[parameters.Count, parameters.Count];
        for (var p = 0; p < parameters.Count; p++)
        {
            parameters.Forward(p, psi, tangent);
            Apply(observable, psi, lambda);
            Apply(observable, tangent, lambdaTangent);
            for (var l = run.Steps.Length - 1; l >= 0; l--)
            {
                var step = run.Steps[l];
                if (parameters.Of(l) is { } q)
                {
                    hessian[q, p] += run.Slopes[l] * 2 * (step.Generate(lambdaTangent, psi) + step.Generate(lambda, tangent)).Imaginary;
                    if (q == p)
                    {
                        hessian[p, p] += curvatures[l] * 2 * step.Generate(lambda, psi).Imaginary;
                        GeneratorKernel.AddTurned(step, -run.Slopes[l], psi, tangent);
                        GeneratorKernel.AddTurned(step, -run.Slopes[l], lambda, lambdaTangent);
                    }
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
