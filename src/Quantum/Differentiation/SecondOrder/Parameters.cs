using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Differentiation.SecondOrder;

/// <summary>Inputs and weights of a run in one row, the inputs first: which of them each step's angle t_l depends on, with its first and second
/// derivatives.</summary>
internal sealed class Parameters
{
    private readonly CircuitRun run;
    private readonly (int Parameter, double Slope)[][] slopes;
    private readonly (int First, int Second, double Curvature)[][] curvatures;

    /// <summary>The parameters of a run at its inputs and weights.</summary>
    public Parameters(CircuitRun run, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        (this.run, Count) = (run, run.Circuit.Inputs + run.Circuit.Weights);
        slopes = new (int, double)[run.Steps.Length][];
        curvatures = new (int, int, double)[run.Steps.Length][];
        for (var l = 0; l < slopes.Length; l++)
        {
            var angle = run.Steps[l].IsDifferentiable ? run.Steps[l].Angle : 0;
            slopes[l] = Slopes(angle, inputs, weights);
            curvatures[l] = Curvatures(angle, inputs, weights);
        }
    }

    /// <summary>Number of inputs and weights.</summary>
    public int Count { get; }

    /// <summary>dt_l/dx_p for the parameters p that step <paramref name="l"/> depends on: none, one, or the two of a product.</summary>
    public ReadOnlySpan<(int Parameter, double Slope)> Of(int l) => slopes[l];

    /// <summary>d^2 t_l / dx_p dx_q where it is not 0, each pair of parameters once.</summary>
    public ReadOnlySpan<(int First, int Second, double Curvature)> CurvaturesOf(int l) => curvatures[l];

    /// <summary>dt_l/dx_p; 0 where step <paramref name="l"/> does not depend on the parameter.</summary>
    public double Slope(int l, int parameter)
    {
        foreach (var (other, slope) in slopes[l])
        {
            if (other == parameter)
            {
                return slope;
            }
        }

        return 0;
    }

    /// <summary>
    /// Makes <paramref name="psi"/> the final state and tangents[i] its derivative with respect to parameter first + i, in one forward run:
    /// |tangent&gt; := U |tangent&gt; + (dt/dx) (-i G) U |psi&gt; at each step U(t) = exp(-i t G).
    /// </summary>
    public void Forward(int first, StateVector<double> psi, ReadOnlySpan<StateVector<double>> tangents)
    {
        run.Restart(psi);
        foreach (var tangent in tangents)
        {
            tangent.Clear();
        }

        var moving = new bool[tangents.Length];
        for (var l = 0; l < run.Steps.Length; l++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            psi.Apply(run.Steps[l], run.Angles[l]);
            for (var i = 0; i < moving.Length; i++)
            {
                if (moving[i])
                {
                    tangents[i].Apply(run.Steps[l], run.Angles[l]);
                }

                if (Slope(l, first + i) is var slope and not 0)
                {
                    GeneratorKernel.AddTurned(run.Steps[l], slope, psi, tangents[i]);
                    moving[i] = true;
                }
            }
        }
    }

    private (int Parameter, double Slope)[] Slopes(Angle angle, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        if (angle.IsConstant)
        {
            return [];
        }

        var (first, second) = Numbers(angle);
        if (!angle.IsProduct)
        {
            return [(first, angle.Slope(inputs, weights))];
        }

        var (x, y) = (Value(first, inputs, weights), Value(second, inputs, weights));
        return first == second ? [(first, 2 * angle.Scale * x)] : [(first, angle.Scale * y), (second, angle.Scale * x)];
    }

    private (int First, int Second, double Curvature)[] Curvatures(Angle angle, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        var (first, second) = Numbers(angle);
        return angle switch
        {
            { IsConstant: true } => [],
            { IsProduct: true } => [(first, second, first == second ? 2 * angle.Scale : angle.Scale)],
            _ => angle.Curvature(inputs, weights) is var curvature and not 0 ? [(first, first, curvature)] : [],
        };
    }

    private (int First, int Second) Numbers(Angle angle)
    {
        return (Number(angle.Source, angle.Index), Number(angle.SecondSource, angle.SecondIndex));

        int Number(AngleSource source, int index) => source == AngleSource.Weight ? run.Circuit.Inputs + index : index;
    }

    private static double Value(int parameter, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) =>
        parameter < inputs.Length ? inputs[parameter] : weights[parameter - inputs.Length];
}
