using System.Numerics;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>The angles of a plan's steps, with the cosines and sines of c t that rotations exp(-i t (a + c P)) need.</summary>
internal sealed class StepAngles
{
    private readonly double[] angles, cosines, sines;

    /// <summary>Takes the angles t of all steps, which stay the caller's.</summary>
    public StepAngles(Plan plan, double[] angles)
    {
        this.angles = angles;
        (cosines, sines) = (new double[angles.Length], new double[angles.Length]);
        for (var i = 0; i < angles.Length; i++)
        {
            cosines[i] = plan.Coefficients[i] * angles[i];
        }

        SinCosKernel.Fill(cosines, sines, cosines);
    }

    /// <summary>t of one step.</summary>
    public double this[int number] => angles[number];

    /// <summary>A step on one bit without controls, as a phase times a spin: e^(-i a t) (cos(c t) - i sin(c t) P), or its matrix.</summary>
    public (Spin Spin, Complex Phase) SpinOf(Instruction step, int number) => step.Matrix is not null
        ? step.Fixed
        : (Spin.Rotation(step.Pauli, cosines[number], sines[number]),
            step.Constant == 0 ? Complex.One : Complex.FromPolarCoordinates(1, -angles[number] * step.Constant));

    /// <summary>Several such steps on one bit in a row, as one: a phase times a spin.</summary>
    public (Spin Spin, Complex Phase) SpinOf(Instruction[] steps, int[] numbers)
    {
        var (spin, phase) = (Spin.Identity, Complex.One);
        foreach (var i in numbers)
        {
            var step = steps[i];
            if (step.Matrix is null && step.Constant == 0)
            {
                spin = spin.Rotated(step.Pauli, cosines[i], sines[i]);
            }
            else
            {
                var (next, factor) = SpinOf(step, i);
                spin = next * spin;
                phase *= factor;
            }
        }

        return (spin, phase);
    }
}
