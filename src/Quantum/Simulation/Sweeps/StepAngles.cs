using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// The angles of a plan's steps, with the cosines and sines of c t that rotations exp(-i t (a + c P)) need, and the fused gates, or their inverses.
/// </summary>
internal sealed class StepAngles(Plan plan, bool inverse)
{
    private readonly GateRuns runs = plan.Runs;
    private readonly double[] angles = new double[plan.Steps.Length];
    private readonly double[] turned = new double[plan.Runs.Angles], cosines = new double[plan.Runs.Angles], sines = new double[plan.Runs.Angles];
    private bool hasConstants;

    /// <summary>The fused gates.</summary>
    public GateTable Gates { get; } = new(plan.Runs.Count);

    /// <summary>t of one step.</summary>
    public double this[int number] => angles[number];

    /// <summary>Takes the angles t of all steps.</summary>
    public void Set(ReadOnlySpan<double> values)
    {
        values.CopyTo(angles);
        hasConstants = false;
        Bind();
    }

    /// <summary>Evaluates the angles of all steps.</summary>
    public void Set(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        if (!hasConstants)
        {
            plan.Formulas.Constants(angles);
            hasConstants = true;
        }

        plan.Formulas.Evaluate(inputs, weights, angles);
        Bind();
    }

    /// <summary>A step on one bit without controls, as a phase times a spin: e^(-i a t) (cos(c t) - i sin(c t) P), or its matrix.</summary>
    public (Spin Spin, Complex Phase) SpinOf(Instruction step, int number) => step.Matrix is not null
        ? step.Fixed
        : (Spin.Rotation(step.Pauli, cosines[runs.AnglePlaces[number]], sines[runs.AnglePlaces[number]]),
            step.Constant == 0 ? Complex.One : Complex.FromPolarCoordinates(1, -angles[number] * step.Constant));

    private void Bind()
    {
        double[] coefficients = plan.Coefficients, values = angles;
        var places = runs.AnglePlaces;
        for (var i = 0; i < values.Length; i++)
        {
            turned[places[i]] = coefficients[i] * values[i];
        }

        SinCosKernel.Fill(turned, sines, cosines);
        if (Simd512<double>.IsSupported)
        {
            Rotations<Simd512<double>>();
        }
        else if (Simd256<double>.IsSupported)
        {
            Rotations<Simd256<double>>();
        }
        else
        {
            Rotations<Simd1<double>>();
        }

        foreach (var gate in runs.Others)
        {
            var (spin, phase) = SpinOf(runs.Runs[gate]);
            Gates.Set(runs[gate], inverse ? spin.Adjoint() : spin, inverse ? Complex.Conjugate(phase) : phase);
            Gates.Factor(runs[gate]);
        }
    }

    private void Rotations<V>()
        where V : struct, ISimd<V, double>
    {
        GateKernel.Multiply<V>(runs, cosines, sines, inverse ? -1 : 1, Gates);
        if (!GateKernel.Factor<V>(runs.Rotations, Gates))
        {
            return;
        }

        for (var place = 0; place < runs.Rotations; place++)
        {
            if (Turn.IsNegligible(Gates.Spin(place)))
            {
                Gates.Factor(place);
            }
        }
    }

    /// <summary>Several steps on one bit in a row, as one: a phase times a spin.</summary>
    private (Spin Spin, Complex Phase) SpinOf(int[] numbers)
    {
        var (spin, phase) = (Spin.Identity, Complex.One);
        foreach (var i in numbers)
        {
            var (next, factor) = SpinOf(plan.Steps[i], i);
            spin = next * spin;
            phase *= factor;
        }

        return (spin, phase);
    }
}
