using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Differentiation.SecondOrder;

/// <summary>Inputs and weights of a run in one row, the inputs first: which of them each step depends on, and how.</summary>
internal sealed class Parameters
{
    private readonly CircuitRun run;

    /// <summary>The parameters of a run; refuses angles that are products of two, which have two slopes.</summary>
    public Parameters(CircuitRun run)
    {
        this.run = run;
        Count = run.Circuit.Inputs + run.Circuit.Weights;
        if (Array.Find(run.Steps, step => step.Angle.IsProduct) is { Angle.IsProduct: true } step)
        {
            throw new ArgumentException($"Second derivatives and the metric tensor are not defined here for angles that are products of two parameters, as {step.Angle} is; shift rules and finite differences of the gradient serve them.");
        }
    }

    /// <summary>Number of inputs and weights.</summary>
    public int Count { get; }

    /// <summary>The parameter that step <paramref name="l"/> depends on; null where it depends on none.</summary>
    public int? Of(int l)
    {
        var step = run.Steps[l];
        return !step.IsDifferentiable ? null : step.Angle.Source == AngleSource.Input ? step.Angle.Index : run.Circuit.Inputs + step.Angle.Index;
    }

    /// <summary>
    /// Makes <paramref name="psi"/> the final state and <paramref name="tangent"/> its derivative with respect to one parameter, in one forward run:
    /// |tangent&gt; := U |tangent&gt; + (dt/dx) (-i G) U |psi&gt; at each step U(t) = exp(-i t G).
    /// </summary>
    public void Forward(int parameter, StateVector<double> psi, StateVector<double> tangent)
    {
        run.Restart(psi);
        tangent.Clear();
        var moving = false;
        for (var l = 0; l < run.Steps.Length; l++)
        {
            psi.Apply(run.Steps[l], run.Angles[l]);
            if (moving)
            {
                tangent.Apply(run.Steps[l], run.Angles[l]);
            }

            if (Of(l) == parameter)
            {
                GeneratorKernel.AddTurned(run.Steps[l], run.Slope(l), psi, tangent);
                moving = true;
            }
        }
    }
}
